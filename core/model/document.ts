import { LOG_PAGE } from '../../protocol/limits';
import type { LogEntry } from '../../protocol/log';
import type { DocumentInfo, OwnError, Update } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import type { Engine } from '../estimate/coefficients/engine';
import type { OwnFits } from '../estimate/coefficients/own/fit-with';
import type { RecordingSource } from '../files/sources';
import { DocumentHistory } from '../history/history';
import { copyOfMap } from '../lists/copy-map';
import { prune, pruneEnded } from '../lists/prune';
import type { Fact } from '../verdict/evidence';
import type { DocumentData } from './data';
import { DocumentLog } from './document-log';
import { forgottenIn } from './forgotten';
import { judgedOf } from './judged';
import { withLastSizes } from './last-known-size';
import { LastSources, unmarked } from './last-sources';
import { type DocumentName, nameAlone } from './names';
import { restatements, withOwn } from './own-fits';
import { rateOf } from './series/rate';
import { SeriesStore } from './series/series';
import { StackTable } from './stacks';
import type { DocumentView, LinkState } from './view';

/** Transceivers and connections that the document still has. */
const MAX_TRANSCEIVERS = 10_000;
const MAX_CONNECTIONS = 1_000;
/** The same for removed ones; their steps are in the history. */
const MAX_GONE_TRANSCEIVERS = 1_000;
const MAX_GONE_CONNECTIONS = 200;
const MAX_GLOBALS = 200;
const MAX_ERRORS = 100;

/**
 * Everything known about one document, also after it is gone: plain data, without signals. Updates
 * of a live page and events of a file both go through `apply`. Maps and lists are replaced, never
 * changed in place, and a state in them keeps its identity until it changes.
 */
export class DocumentModel implements DocumentView {
  readonly id: string;
  info: DocumentInfo;
  lacks: readonly Fact[] = [];
  notes: readonly string[] = [];
  link: LinkState = { state: 'live' };
  patch: Patch = 'none';
  patchSince: number | null = null;
  connections: ReadonlyMap<number, ConnectionState> = new Map();
  transceivers: ReadonlyMap<number, TransceiverState> = new Map();
  judged: ReadonlyMap<number, TransceiverState> = new Map();
  kbps: ReadonlyMap<number, number | null> = new Map();
  captures: readonly CaptureState[] = [];
  captureTallies: readonly CaptureTally[] = [];
  errors: readonly OwnError[] = [];
  jsHeapBytes: number | null = null;
  /** Global variables that hold a transceiver; null if the transceiver was already gone. */
  globals: ReadonlyMap<number, string | null> = new Map();
  readonly history = new DocumentHistory();
  /** Goes up when stacks are replaced. */
  stacksRevision = 0;
  /** Samples of each sender's layers over time. */
  readonly series = new SeriesStore();
  private readonly entries = new DocumentLog();
  private readonly stacks = new StackTable();
  /** Compare the whole state with the log next time. */
  private compareFully = false;
  /** Of the engine that it is taken for; the constructor sets it. */
  private lastSources: LastSources | null = null;
  /** Null: all coefficients are built in. */
  own: OwnFits | null = null;

  constructor(
    info: DocumentInfo,
    readonly source: RecordingSource = 'recording',
    engine: Engine = 'chromium',
  ) {
    this.setEngine(engine);
    this.id = info.id;
    this.info = info;
    this.history.addMark({ at: info.startedAt, type: 'document', connection: null, text: `Document: ${info.url}` });
  }

  get log(): LogEntry[] {
    return this.entries.entries;
  }

  /** Goes up with every change of the log. */
  get logVersion(): number {
    return this.entries.version;
  }

  /** Number of the log's next entry. */
  get nextEntry(): number {
    return this.entries.nextEntry;
  }

  /** Number of missing log entries, dropped by the document or by this model. */
  get droppedEntries(): number {
    return this.entries.dropped;
  }

  /** Number of connections that are no longer listed: collected, or dropped by a bound of the hook or of this model. */
  get forgotten(): number {
    return forgottenIn(this);
  }

  stackOf(index: number | null): string | undefined {
    return this.stacks.of(index);
  }

  /** Numbers of the stacks, oldest first. */
  stackIndices(): IterableIterator<number> {
    return this.stacks.indices();
  }

  /** Replaces texts of stacks, once it is known where their lines were written. */
  setStacks(texts: Iterable<readonly [number, string]>): void {
    for (const [index, text] of texts) this.stacks.replace(index, text);
    this.stacksRevision += 1;
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

  /** Whose encoders its senders have. A file may tell it late. */
  setEngine(engine: Engine): void {
    if (this.lastSources?.engine === engine) return;
    this.lastSources = new LastSources(engine);
    this.lastSources.addLog(this.history.steps);
    this.markAll();
  }

  /** Estimates its senders by a calibration, or by the built-in coefficients again; earlier figures, too. */
  setOwnFits(own: OwnFits | null): void {
    if (own === this.own) return;
    this.own = own;
    const before = this.transceivers;
    this.markAll();
    this.history.restate(restatements(before, this.transceivers));
  }

  private markAll(): void {
    this.transceivers = new Map([...this.transceivers].map(([id, state]) => [id, this.mark(state)]));
    this.judged = this.transceivers;
  }

  /** With what the estimate needs to know beside the stats. */
  private mark(state: TransceiverState): TransceiverState {
    return withOwn(this.lastSources?.mark(state) ?? unmarked(state), this.own);
  }

  /** The document is no longer reachable. Its data stays. */
  markGone(at: number, why: string): void {
    if (this.link.state === 'gone') return;
    this.link = { state: 'gone', at, why };
    this.history.end(at, why);
  }

  /** Replaces the reason why it is gone, once a better one is known. No effect if it is back. */
  setGoneReason(why: string): void {
    const { link } = this;
    if (link.state !== 'gone') return;
    this.link = { ...link, why };
    this.history.renameMark(link.at, link.why, why);
  }

  /** Its name as long as no other document is known. */
  get name(): DocumentName {
    return nameAlone(this.info.url);
  }

  /** The document is reachable again (bfcache). */
  markBack(at: number): void {
    this.link = { state: 'live' };
    this.history.addMark({ at, type: 'document', connection: null, text: 'Document is back' });
  }

  setGlobalName(transceiver: number, name: string | null): void {
    // A page may send answers that nobody asked for: unknown transceivers are ignored.
    if (!this.transceivers.has(transceiver)) return;
    const globals = new Map(this.globals).set(transceiver, name);
    prune(globals, MAX_GLOBALS);
    this.globals = globals;
  }

  /** The model as plain data, for a file. */
  toData(): DocumentData {
    const { link } = this;
    const plain = new Map([...this.transceivers].map(([id, state]) => [id, withOwn(unmarked(state), null)]));
    return {
      info: this.info,
      gone: link.state === 'gone' ? { at: link.at, why: link.why } : null,
      patch: this.patch,
      patchSince: this.patchSince,
      connections: [...this.connections.values()],
      transceivers: [...plain.values()],
      kbps: [...this.kbps],
      errors: [...this.errors],
      jsHeapBytes: this.jsHeapBytes,
      captures: [...this.captures],
      captureTallies: [...this.captureTallies],
      log: this.log,
      droppedEntries: this.droppedEntries,
      stacks: this.stacks.toData(),
      ...(this.notes.length > 0 ? { notes: [...this.notes] } : {}),
      // Whoever opens the file estimates by coefficients of their own.
      history: this.history.toData(this.own ? restatements(this.transceivers, plain) : undefined),
      series: this.series.toData(),
    };
  }

  /** A document from a file. It is read like a live one, but gets no updates. */
  static from(data: DocumentData, source: RecordingSource, engine: Engine = 'chromium'): DocumentModel {
    const model = new DocumentModel(data.info, source, engine);
    if (data.gone) model.link = { state: 'gone', ...data.gone };
    model.patch = data.patch;
    model.patchSince = data.patchSince;
    model.connections = new Map(data.connections.map((connection) => [connection.id, connection]));
    model.transceivers = new Map(data.transceivers.map((transceiver) => [transceiver.id, transceiver]));
    model.kbps = new Map(data.kbps);
    model.errors = data.errors;
    model.jsHeapBytes = data.jsHeapBytes;
    model.captures = data.captures ?? [];
    model.captureTallies = data.captureTallies ?? [];
    model.lacks = lackedFacts(data);
    model.notes = data.notes ?? [];
    for (const [index, text] of data.stacks) model.stacks.add(index, text);
    model.entries.restore(data.log, data.droppedEntries);
    model.series.restore(data.series);
    model.history.restore(data.history);
    model.lastSources?.addLog(data.history.steps);
    model.markAll();
    return model;
  }

  private applyLog(log: readonly LogEntry[]): void {
    if (log.length === 0) return;
    this.lastSources?.addLog(log);
    const fresh = this.entries.add(log);
    if (fresh) this.history.addLog(fresh);
    else this.history.rebuild(this.log);
    this.history.incomplete ||= this.entries.missed > 0;
  }

  private applyState(update: Update): void {
    const { full, at } = update;
    if (full || update.connections.length > 0) this.applyConnections(update.connections, full);
    const onward = this.applyTransceivers(update);
    this.compareFully ||= full;
    // A long log comes in pages. It can be compared with the state only after the last page.
    if (update.log.length >= LOG_PAGE) return;
    if (this.compareFully) {
      this.history.keepOnly(at, new Set(this.transceivers.keys()));
      this.history.addState(at, [...this.connections.values()], [...this.transceivers.values()]);
    } else {
      for (const { transceiver } of update.log) if (transceiver !== null) onward.delete(transceiver);
      this.history.addState(at, update.connections, this.changedBy(update), onward);
    }
    this.compareFully = false;
  }

  /** The states that an update told of, as they are now. */
  private changedBy({ transceivers, samples }: Update): TransceiverState[] {
    const states: TransceiverState[] = [];
    const add = (id: number) => {
      const state = this.transceivers.get(id);
      if (state) states.push(state);
    };
    for (const { id } of transceivers) add(id);
    for (const sample of samples) add(sample[0]);
    return states;
  }

  private applyConnections(changed: readonly ConnectionState[], full: boolean): void {
    const connections = full ? new Map<number, ConnectionState>() : copyOfMap(this.connections);
    for (const connection of changed) connections.set(connection.id, connection);
    pruneEnded(connections, MAX_GONE_CONNECTIONS, ({ collectedAt }) => collectedAt !== null);
    prune(connections, MAX_CONNECTIONS);
    this.connections = connections;
  }

  /** @returns ids of those of which nothing is new but what a sample counts */
  private applyTransceivers(update: Update): Set<number> {
    const { full, transceivers: whole, samples } = update;
    const onward = new Set<number>();
    if (!full && whole.length + samples.length === 0) return onward;
    const before = this.transceivers;
    const transceivers = full ? new Map<number, TransceiverState>() : copyOfMap(before);
    const kbps = full ? new Map<number, number | null>() : copyOfMap(this.kbps);
    const take = (reported: TransceiverState) => {
      const previous = before.get(reported.id);
      const sized = withLastSizes(previous, reported);
      const transceiver = this.mark(sized);
      const rate = rateOf(previous, transceiver, this.kbps.get(reported.id) ?? null);
      if (rate === null) kbps.delete(reported.id);
      else kbps.set(reported.id, rate);
      transceivers.set(reported.id, transceiver);
      this.series.add(transceiver);
      return transceiver === sized;
    };
    for (const each of whole) take(each);
    for (const sample of samples) {
      const previous = before.get(sample[0]);
      if (previous && take({ ...previous, stats: sample[1] }) && !full) onward.add(sample[0]);
    }
    const isGone = ({ index, connection }: TransceiverState) =>
      index === null || this.connections.get(connection)?.collectedAt != null;
    pruneEnded(transceivers, MAX_GONE_TRANSCEIVERS, isGone);
    prune(transceivers, MAX_TRANSCEIVERS);
    this.lastSources?.prune(MAX_TRANSCEIVERS);
    for (const id of kbps.keys()) if (!transceivers.has(id)) kbps.delete(id);
    this.series.keepOnly(transceivers);
    this.transceivers = transceivers;
    this.kbps = kbps;
    this.judged = judgedOf(this.judged, this.changedBy(update), transceivers, onward);
    return onward;
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

/** Kinds of facts that an older recording lacks. They are unknown, not 0. */
function lackedFacts({ captures, connections }: DocumentData): Fact[] {
  const channels = connections.every((connection) => connection.channels || connection.dataChannels === 0);
  return [...(captures ? [] : (['captures'] as const)), ...(channels ? [] : (['channels'] as const))];
}
