import { LOG_PAGE } from '../../protocol/limits';
import type { LogEntry } from '../../protocol/log';
import type { DocumentInfo, OwnError, Update } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { RecordingSource } from '../files/sources';
import { DocumentHistory } from '../history/history';
import { prune, pruneOver } from '../lists/prune';
import type { Fact } from '../verdict/evidence';
import type { DocumentData } from './data';
import { DocumentLog } from './document-log';
import { forgottenIn } from './forgotten';
import { withLastSizes } from './last-known-size';
import { type DocumentName, nameAlone } from './names';
import { rateOf } from './rate';
import { SeriesStore } from './series';
import { StackTable } from './stacks';
import type { DocumentView, LinkState } from './view';

/** Of those that the document has. */
const MAX_TRANSCEIVERS = 10_000;
const MAX_CONNECTIONS = 1_000;
/** Of those that it has no longer; what they did is in the history. */
const MAX_GONE_TRANSCEIVERS = 1_000;
const MAX_GONE_CONNECTIONS = 200;
const MAX_GLOBALS = 200;
const MAX_ERRORS = 100;

/**
 * Everything that is known of one document, kept after it is gone: plain data, without signals.
 * Updates of a live page and the events of a file go in through the same `apply`. Maps and lists
 * are replaced, never changed in place, and the states in them keep their identity while they do
 * not change.
 */
export class DocumentModel implements DocumentView {
  readonly id: string;
  info: DocumentInfo;
  lacks: readonly Fact[] = [];
  link: LinkState = { state: 'live' };
  patch: Patch = 'none';
  patchSince: number | null = null;
  connections: ReadonlyMap<number, ConnectionState> = new Map();
  transceivers: ReadonlyMap<number, TransceiverState> = new Map();
  kbps: ReadonlyMap<number, number | null> = new Map();
  captures: readonly CaptureState[] = [];
  captureTallies: readonly CaptureTally[] = [];
  errors: readonly OwnError[] = [];
  jsHeapBytes: number | null = null;
  /** Names under which the page's window holds a transceiver; null where it was already gone. */
  globals: ReadonlyMap<number, string | null> = new Map();
  readonly history = new DocumentHistory();
  /** What each sender's layers did over time. */
  readonly series = new SeriesStore();
  private readonly entries = new DocumentLog();
  private readonly stacks = new StackTable();
  /** The next comparison of log and state is of everything. */
  private compareFully = false;

  constructor(
    info: DocumentInfo,
    readonly source: RecordingSource = 'recording',
  ) {
    this.id = info.id;
    this.info = info;
    this.history.addMark({ at: info.startedAt, type: 'document', connection: null, text: `Document: ${info.url}` });
  }

  get log(): LogEntry[] {
    return this.entries.entries;
  }

  /** Goes up with the log. */
  get logVersion(): number {
    return this.entries.version;
  }

  /** Number that the next entry of its log will have. */
  get nextEntry(): number {
    return this.entries.nextEntry;
  }

  /** Log entries that are no longer here, whoever dropped them. */
  get droppedEntries(): number {
    return this.entries.dropped;
  }

  /** Connections that are no longer listed: collected, and too many for us or for the hook. */
  get forgotten(): number {
    return forgottenIn(this);
  }

  stackOf(index: number | null): string | undefined {
    return this.stacks.of(index);
  }

  apply(update: Update): void {
    if (!isSameInfo(this.info, update.doc)) this.info = update.doc;
    this.patch = update.patch;
    this.patchSince = update.patchSince;
    this.jsHeapBytes = update.jsHeapBytes;
    if (update.captures || update.full) this.captures = update.captures ?? [];
    if (update.captureTallies || update.full) this.captureTallies = update.captureTallies ?? [];
    this.mergeErrors(update.errors);
    for (const [index, text] of update.stacks) this.stacks.add(index, text);
    this.applyLog(update.log);
    this.applyState(update);
  }

  /** The document can no longer be reached; what was known of it stays. */
  leave(at: number, why: string): void {
    if (this.link.state === 'gone') return;
    this.link = { state: 'gone', at, why };
    this.history.end(at, why);
  }

  /** Says better why it left; nothing where it is back. */
  leftBecause(why: string): void {
    const { link } = this;
    if (link.state !== 'gone') return;
    this.link = { ...link, why };
    this.history.renameMark(link.at, link.why, why);
  }

  /** How it is called where no other document is known. */
  get name(): DocumentName {
    return nameAlone(this.info.url);
  }

  /** One that had gone can be reached again (bfcache). */
  comeBack(at: number): void {
    this.link = { state: 'live' };
    this.history.addMark({ at, type: 'document', connection: null, text: 'Document is back' });
  }

  storedAs(transceiver: number, name: string | null): void {
    // Answers about what nobody knows, or nobody asked for, do not pile up.
    if (!this.transceivers.has(transceiver)) return;
    const globals = new Map(this.globals).set(transceiver, name);
    prune(globals, MAX_GLOBALS);
    this.globals = globals;
  }

  /** All of it as plain data, for a file. */
  toData(): DocumentData {
    const { link } = this;
    return {
      info: this.info,
      gone: link.state === 'gone' ? { at: link.at, why: link.why } : null,
      patch: this.patch,
      patchSince: this.patchSince,
      connections: [...this.connections.values()],
      transceivers: [...this.transceivers.values()],
      kbps: [...this.kbps],
      errors: [...this.errors],
      jsHeapBytes: this.jsHeapBytes,
      captures: [...this.captures],
      captureTallies: [...this.captureTallies],
      log: this.log,
      droppedEntries: this.droppedEntries,
      stacks: this.stacks.toData(),
      history: this.history.toData(),
      series: this.series.toData(),
    };
  }

  /** A document out of a file: looked at as a live one, but nothing is added to it. */
  static from(data: DocumentData, source: RecordingSource): DocumentModel {
    const model = new DocumentModel(data.info, source);
    if (data.gone) model.link = { state: 'gone', ...data.gone };
    model.patch = data.patch;
    model.patchSince = data.patchSince;
    model.connections = new Map(data.connections.map((each) => [each.id, each]));
    model.transceivers = new Map(data.transceivers.map((each) => [each.id, each]));
    model.kbps = new Map(data.kbps);
    model.errors = data.errors;
    model.jsHeapBytes = data.jsHeapBytes;
    model.captures = data.captures ?? [];
    model.captureTallies = data.captureTallies ?? [];
    model.lacks = lackingIn(data);
    for (const [index, text] of data.stacks) model.stacks.add(index, text);
    model.entries.restore(data.log, data.droppedEntries);
    model.series.restore(data.series);
    model.history.restore(data.history);
    return model;
  }

  private applyLog(log: readonly LogEntry[]): void {
    if (log.length === 0) return;
    const fresh = this.entries.add(log);
    if (fresh) this.history.addLog(fresh);
    else this.history.rebuild(this.log);
    this.history.incomplete ||= this.entries.missed > 0;
  }

  private applyState(update: Update): void {
    const { full, at } = update;
    if (full || update.connections.length > 0) this.applyConnections(update.connections, full);
    const before = this.transceivers;
    const sampled = update.samples.flatMap(([id, stats]): TransceiverState[] => {
      const known = before.get(id);
      return known ? [{ ...known, stats }] : [];
    });
    const changed = sampled.length > 0 ? [...update.transceivers, ...sampled] : update.transceivers;
    if (full || changed.length > 0) this.applyTransceivers(changed, full);
    this.compareFully ||= full;
    // A long log comes in pages; before the last one it cannot be compared with the state.
    if (update.log.length >= LOG_PAGE) return;
    const transceivers = this.compareFully
      ? [...this.transceivers.values()]
      : changed.flatMap(({ id }) => this.transceivers.get(id) ?? []);
    const connections = this.compareFully ? [...this.connections.values()] : update.connections;
    if (this.compareFully) this.history.keepOnly(at, new Set(this.transceivers.keys()));
    this.history.addState(at, connections, transceivers);
    this.compareFully = false;
  }

  private applyConnections(changed: readonly ConnectionState[], full: boolean): void {
    const connections = new Map(full ? [] : this.connections);
    for (const connection of changed) connections.set(connection.id, connection);
    pruneOver(connections, MAX_GONE_CONNECTIONS, ({ collectedAt }) => collectedAt !== null);
    prune(connections, MAX_CONNECTIONS);
    this.connections = connections;
  }

  private applyTransceivers(changed: readonly TransceiverState[], full: boolean): void {
    const before = this.transceivers;
    const transceivers = new Map(full ? [] : before);
    const kbps = new Map(full ? [] : this.kbps);
    for (const reported of changed) {
      const transceiver = withLastSizes(before.get(reported.id), reported);
      const rate = this.kbps.get(transceiver.id) ?? null;
      kbps.set(transceiver.id, rateOf(before.get(transceiver.id), transceiver, rate));
      transceivers.set(transceiver.id, transceiver);
      this.series.add(transceiver);
    }
    const isGone = ({ index, connection }: TransceiverState) =>
      index === null || this.connections.get(connection)?.collectedAt != null;
    pruneOver(transceivers, MAX_GONE_TRANSCEIVERS, isGone);
    prune(transceivers, MAX_TRANSCEIVERS);
    for (const id of kbps.keys()) if (!transceivers.has(id)) kbps.delete(id);
    this.series.keepOnly(transceivers);
    this.transceivers = transceivers;
    this.kbps = kbps;
  }

  private mergeErrors(errors: readonly OwnError[]): void {
    if (errors.length === 0) return;
    const merged = new Map(this.errors.map((error) => [`${error.where} ${error.message}`, error]));
    for (const error of errors) merged.set(`${error.where} ${error.message}`, error);
    this.errors = [...merged.values()].slice(-MAX_ERRORS);
  }
}

function isSameInfo(a: DocumentInfo, b: DocumentInfo): boolean {
  return a.id === b.id && a.url === b.url && a.top === b.top && a.startedAt === b.startedAt;
}

/** Facts of which an older recording tells nothing: that is no zero. */
function lackingIn({ captures, connections }: DocumentData): Fact[] {
  const channels = connections.every((each) => each.channels || each.dataChannels === 0);
  return [...(captures ? [] : (['captures'] as const)), ...(channels ? [] : (['channels'] as const))];
}
