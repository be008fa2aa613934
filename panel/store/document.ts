import { batch, computed, signal } from '@preact/signals';
import { LOG_PAGE } from '../../protocol/limits';
import type { LogEntry } from '../../protocol/log';
import type { DocumentInfo, OwnError, Update } from '../../protocol/messages';
import type { CaptureState, ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import { nameAlone } from '../analysis/names';
import { prune, pruneOver } from '../analysis/prune';
import type { DocumentData, RecordingSource } from '../recording/data';
import { SeriesStore } from '../recording/series';
import { DocumentHistory } from './history';
import { withLastSizes } from './latch';
import { Ring } from './ring';

export type LinkState = { state: 'live' } | { state: 'gone'; at: number; why: string };

const LOG_CAPACITY = 20_000;
/** Of those that the document has. */
const MAX_TRANSCEIVERS = 10_000;
const MAX_CONNECTIONS = 1_000;
/** Of those that it has no longer; what they did is in the history. */
const MAX_GONE_TRANSCEIVERS = 1_000;
const MAX_GONE_CONNECTIONS = 200;
const MAX_GLOBALS = 200;
const MAX_STACKS = 20_000;
const MAX_STACK_TEXT = 20_000_000;

/**
 * Everything the panel knows of one document, kept after it is gone. Maps are replaced, never
 * changed in place, and the states in them keep their identity while they do not change.
 */
export class DocumentRecord {
  readonly id: string;
  readonly info;
  /** Its address, which few updates change. */
  readonly url = computed(() => this.info.value.url);
  /** How it is called beside the other documents of its tab. */
  readonly name;
  readonly link = signal<LinkState>({ state: 'live' });
  readonly patch = signal<Patch>('none');
  readonly patchSince = signal<number | null>(null);
  readonly connections = signal<ReadonlyMap<number, ConnectionState>>(new Map());
  readonly transceivers = signal<ReadonlyMap<number, TransceiverState>>(new Map());
  /** Measured over the last two samples of each sender; null where it cannot be told. */
  readonly kbps = signal<ReadonlyMap<number, number | null>>(new Map());
  /** Live tracks of cameras, microphones and displays. */
  readonly captures = signal<readonly CaptureState[]>([]);
  readonly errors = signal<readonly OwnError[]>([]);
  readonly jsHeapBytes = signal<number | null>(null);
  /** Names under which the page's window holds a transceiver; null where it was already gone. */
  readonly globals = signal<ReadonlyMap<number, string | null>>(new Map());
  /** Goes up with the log. */
  readonly logVersion = signal(0);
  /** Goes up with the history. */
  readonly historyVersion = signal(0);
  readonly history = new DocumentHistory();
  /** What each sender's layers did over time. */
  readonly series = new SeriesStore();
  /** Entries that the document itself no longer had. */
  missedEntries = 0;
  /** Number that the next entry of its log will have. */
  nextEntry = 0;
  private readonly ring = new Ring<LogEntry>(LOG_CAPACITY);
  private readonly stacks = new Map<number, string>();
  private stackText = 0;
  private readonly known = new Set<number>();
  /** The next comparison of log and state is of everything. */
  private compareFully = false;

  constructor(
    info: DocumentInfo,
    /** Who told of it: Chrome's own log knows less than our hook. */
    readonly source: RecordingSource = 'recording',
  ) {
    this.id = info.id;
    this.info = signal(info);
    this.name = signal(nameAlone(info.url));
    this.history.addMark({ at: info.startedAt, type: 'document', connection: null, text: `Document: ${info.url}` });
  }

  /**
   * Connections that are no longer listed: collected, and too many for us or for the hook, which
   * counts them from 1 on. A dump's numbers say nothing of that.
   */
  get forgotten(): number {
    if (this.source !== 'recording') return 0;
    const known = this.connections.value;
    return Math.max(0, ...known.keys()) - known.size;
  }

  get log(): LogEntry[] {
    return this.ring.toArray();
  }

  /** Log entries that are no longer here, whoever dropped them. */
  get droppedEntries(): number {
    return this.ring.dropped + this.missedEntries;
  }

  stackOf(index: number | null): string | undefined {
    return index === null ? undefined : this.stacks.get(index);
  }

  apply(update: Update): void {
    batch(() => {
      this.info.value = update.doc;
      this.patch.value = update.patch;
      this.patchSince.value = update.patchSince;
      this.jsHeapBytes.value = update.jsHeapBytes;
      if (update.captures || update.full) this.captures.value = update.captures ?? [];
      this.mergeErrors(update.errors);
      for (const [index, text] of update.stacks) this.addStack(index, text);
      this.applyLog(update);
      this.applyState(update);
      this.historyVersion.value = this.history.revision;
    });
  }

  /** The document can no longer be reached; what was known of it stays. */
  leave(at: number, why: string): void {
    if (this.link.value.state === 'gone') return;
    batch(() => {
      this.link.value = { state: 'gone', at, why };
      this.history.end(at, why);
      this.historyVersion.value = this.history.revision;
    });
  }

  /** Says better why it left; nothing where it is back. */
  leftBecause(why: string): void {
    const link = this.link.peek();
    if (link.state !== 'gone') return;
    batch(() => {
      this.link.value = { ...link, why };
      this.history.renameMark(link.at, link.why, why);
      this.historyVersion.value = this.history.revision;
    });
  }

  /** All of it as plain data, for a file. */
  toData(): DocumentData {
    const link = this.link.peek();
    return {
      info: this.info.peek(),
      gone: link.state === 'gone' ? { at: link.at, why: link.why } : null,
      patch: this.patch.peek(),
      patchSince: this.patchSince.peek(),
      connections: [...this.connections.peek().values()],
      transceivers: [...this.transceivers.peek().values()],
      kbps: [...this.kbps.peek()],
      errors: [...this.errors.peek()],
      jsHeapBytes: this.jsHeapBytes.peek(),
      captures: [...this.captures.peek()],
      log: this.log,
      droppedEntries: this.droppedEntries,
      stacks: [...this.stacks],
      history: this.history.toData(),
      series: this.series.toData(),
    };
  }

  /** A document out of a file: looked at as a live one, but nothing is added to it. */
  static from(data: DocumentData, source: RecordingSource): DocumentRecord {
    const record = new DocumentRecord(data.info, source);
    batch(() => {
      if (data.gone) record.link.value = { state: 'gone', ...data.gone };
      record.patch.value = data.patch;
      record.patchSince.value = data.patchSince;
      record.connections.value = new Map(data.connections.map((each) => [each.id, each]));
      record.transceivers.value = new Map(data.transceivers.map((each) => [each.id, each]));
      record.kbps.value = new Map(data.kbps);
      record.errors.value = data.errors;
      record.jsHeapBytes.value = data.jsHeapBytes;
      record.captures.value = data.captures ?? [];
      for (const [index, text] of data.stacks) record.addStack(index, text);
      record.ring.reset(data.log);
      record.missedEntries = data.droppedEntries;
      record.nextEntry = (data.log.at(-1)?.n ?? -1) + 1;
      record.series.restore(data.series);
      record.history.restore(data.history);
      record.logVersion.value += 1;
      record.historyVersion.value = record.history.revision;
    });
    return record;
  }

  storedAs(transceiver: number, name: string | null): void {
    // Answers about what nobody knows, or nobody asked for, do not pile up.
    if (!this.transceivers.value.has(transceiver)) return;
    const globals = new Map(this.globals.value).set(transceiver, name);
    prune(globals, MAX_GLOBALS);
    this.globals.value = globals;
  }

  /** Entries come once and in order; after a lost message a resync brings them again, and those in between. */
  private applyLog({ log }: Update): void {
    if (log.length === 0) return;
    const fresh = log.filter((entry) => entry.n >= this.nextEntry);
    const late = log.filter((entry) => entry.n < this.nextEntry && !this.known.has(entry.n) && this.isRecent(entry));
    for (const entry of [...late, ...fresh]) this.known.add(entry.n);
    if (late.length > 0) {
      this.ring.reset([...this.log, ...late, ...fresh].sort((a, b) => a.n - b.n));
      this.history.rebuild(this.log);
      this.known.clear();
      for (const { n } of this.log) this.known.add(n);
    } else {
      for (const entry of fresh) {
        const dropped = this.ring.push(entry);
        if (dropped) this.known.delete(dropped.n);
      }
      this.history.addLog(fresh);
    }
    this.nextEntry = Math.max(this.nextEntry, log.at(-1)!.n + 1);
    this.missedEntries = Math.max(0, this.nextEntry - this.ring.dropped - this.ring.length);
    this.history.incomplete ||= this.missedEntries > 0;
    this.logVersion.value += 1;
  }

  /** What our own bound has already dropped does not come back. */
  private isRecent(entry: LogEntry): boolean {
    return this.ring.dropped === 0 || entry.n > this.log[0]!.n;
  }

  private applyState(update: Update): void {
    const { full, at } = update;
    if (full || update.connections.length > 0) {
      const connections = new Map(full ? [] : this.connections.value);
      for (const connection of update.connections) connections.set(connection.id, connection);
      pruneOver(connections, MAX_GONE_CONNECTIONS, ({ collectedAt }) => collectedAt !== null);
      prune(connections, MAX_CONNECTIONS);
      this.connections.value = connections;
    }
    const before = this.transceivers.value;
    const sampled = update.samples.flatMap(([id, stats]): TransceiverState[] => {
      const known = before.get(id);
      return known ? [{ ...known, stats }] : [];
    });
    const told = sampled.length > 0 ? [...update.transceivers, ...sampled] : update.transceivers;
    if (full || told.length > 0) {
      const transceivers = new Map(full ? [] : before);
      const kbps = new Map(full ? [] : this.kbps.value);
      for (const said of told) {
        const transceiver = withLastSizes(before.get(said.id), said);
        const known = this.kbps.value.get(transceiver.id) ?? null;
        kbps.set(transceiver.id, rateOf(before.get(transceiver.id), transceiver, known));
        transceivers.set(transceiver.id, transceiver);
        this.series.add(transceiver);
      }
      const isGone = ({ index, connection }: TransceiverState) =>
        index === null || this.connections.value.get(connection)?.collectedAt != null;
      pruneOver(transceivers, MAX_GONE_TRANSCEIVERS, isGone);
      prune(transceivers, MAX_TRANSCEIVERS);
      for (const id of kbps.keys()) if (!transceivers.has(id)) kbps.delete(id);
      this.series.keepOnly(transceivers);
      this.transceivers.value = transceivers;
      this.kbps.value = kbps;
    }
    this.compareFully ||= full;
    // A long log comes in pages; before the last one it cannot be compared with the state.
    if (update.log.length >= LOG_PAGE) return;
    const transceivers = this.compareFully
      ? [...this.transceivers.value.values()]
      : told.flatMap(({ id }) => this.transceivers.value.get(id) ?? []);
    const connections = this.compareFully ? [...this.connections.value.values()] : update.connections;
    if (this.compareFully) this.history.keepOnly(at, new Set(this.transceivers.value.keys()));
    this.history.addState(at, connections, transceivers);
    this.compareFully = false;
  }

  private mergeErrors(errors: readonly OwnError[]): void {
    if (errors.length === 0) return;
    const merged = new Map(this.errors.value.map((error) => [`${error.where} ${error.message}`, error]));
    for (const error of errors) merged.set(`${error.where} ${error.message}`, error);
    this.errors.value = [...merged.values()].slice(-100);
  }

  private addStack(index: number, text: string): void {
    if (this.stacks.has(index)) return;
    this.stacks.set(index, text);
    this.stackText += text.length;
    for (const [oldest, old] of this.stacks) {
      if (this.stackText <= MAX_STACK_TEXT && this.stacks.size <= MAX_STACKS) break;
      this.stacks.delete(oldest);
      this.stackText -= old.length;
    }
  }
}

/** kbit/s between two samples of one sender, over all layers; null for one that does not send. */
function rateOf(before: TransceiverState | undefined, now: TransceiverState, known: number | null): number | null {
  if (now.phase !== 'sending' || !now.stats) return null;
  if (!before?.stats) return null;
  const ms = now.stats.at - before.stats.at;
  if (ms <= 0) return known;
  const bytes = bytesOf(now) - bytesOf(before);
  // Counters that go backwards belong to a new sender or a restarted encoder.
  return bytes >= 0 ? (bytes * 8) / ms : null;
}

function bytesOf({ stats }: TransceiverState): number {
  return (stats?.layers ?? []).reduce((sum, layer) => sum + (layer.bytesSent ?? 0), 0);
}
