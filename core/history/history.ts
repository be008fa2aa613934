import { receives } from '../../protocol/directions';
import type { LogEntry, StateEntry } from '../../protocol/log';
import type { ConnectionState, TransceiverState } from '../../protocol/state';
import type { Restatement } from '../estimate/coefficients/own/restatement';
import { estimateOf } from '../estimate/memory';
import { prune, pruneEnded } from '../lists/prune';
import type { Doubt, FigureChange, HistoryData, Mark, PublishFacts, SdpReading } from '../model/data';
import { switchMark } from '../patches/patches';
import { PublishRecorder } from './publish-facts';
import { ENDED_WITH_PARENT } from './publishes';
import type { History } from './replay';

/** A publish is 5 steps: 8 h of one every 7 s. */
const MAX_STEPS = 20_000;
const MAX_FIGURES = 20_000;
const MAX_MARKS = 3_000;
const MAX_SDP = 4_000;
/** The share of a full list that is kept. A large share keeps memory from going up and down. */
const KEPT_SHARE = 0.9;
/** Transceivers and connections whose last step or reading is kept. */
const MAX_TRACKED = 12_000;
/** The same for removed transceivers and closed connections. */
const MAX_ENDED = 2_000;
/** Smaller relative changes of an estimate come from the browser's adaptation and are not recorded. */
const MIN_CHANGE = 0.02;

type Restatements = ReadonlyMap<number, Restatement>;

const NONE: ReadonlySet<number> = new Set();

/**
 * What the charts and the verdict are computed from. Kept apart from the log, whose bounds are
 * tighter. If the log and a snapshot disagree (because log entries were dropped), the snapshot wins
 * and the difference is recorded as a step.
 */
export class DocumentHistory implements History {
  steps: StateEntry[] = [];
  figures: FigureChange[] = [];
  marks: Mark[] = [];
  sdp: SdpReading[] = [];
  /** Send starts may be missing from `steps`. */
  incomplete = false;
  /** Idle encoders were downscaled by the button, so the memory is no longer the page's own result. */
  alteredByHand = false;
  /** Connections that can't be judged, because a file does not tell enough. */
  doubts: Doubt[] = [];
  /** When the patch was last switched; null if never. */
  patchSwitchedAt: number | null = null;
  /** Goes up with every change of what charts and lanes draw. */
  drawn = 0;
  private factsRevision = 0;
  private readonly lastSteps = new Map<number, StateEntry>();
  private readonly lastFigures = new Map<number, FigureChange['range']>();
  private readonly lastSdp = new Map<number, SdpReading>();
  private readonly closed = new Map<number, true>();
  private readonly recorder = new PublishRecorder();

  /** Goes up with every change, so that derived values can be recomputed. */
  get revision(): number {
    return this.drawn + this.factsRevision;
  }

  /** Facts of each publish, in order of time; recorded live, and set when a file is opened. */
  get publishes(): PublishFacts[] {
    return this.recorder.list;
  }

  set publishes(list: PublishFacts[]) {
    this.recorder.list = list;
  }

  addLog(entries: readonly LogEntry[]): void {
    for (const entry of entries) this.addEntry(entry);
    this.trim();
  }

  /** Replays a log that got entries between older ones. Steps older than the log stay. */
  rebuild(entries: readonly LogEntry[]): void {
    const from = entries[0]?.at ?? 0;
    const older = this.steps.filter((step) => step.at < from);
    this.marks = this.marks.filter((mark) => mark.at < from || mark.type === 'document');
    this.steps = [];
    this.incomplete = false;
    this.lastSteps.clear();
    this.closed.clear();
    for (const step of older) this.addStep(step, false);
    this.addLog(entries);
  }

  /** Removes the transceivers that a full update no longer names. */
  keepOnly(at: number, ids: ReadonlySet<number>): void {
    for (const step of this.lastSteps.values()) {
      if (step.why !== 'removed' && !ids.has(step.transceiver!)) this.addStep({ ...step, at, why: 'removed' });
    }
  }

  /** @param onward ids of those of which nothing is new but what a sample counts: they make no steps and no figures */
  addState(
    at: number,
    connections: readonly ConnectionState[],
    transceivers: readonly TransceiverState[],
    onward: ReadonlySet<number> = NONE,
  ): void {
    let backdated = false;
    for (const transceiver of transceivers) {
      if (!onward.has(transceiver.id)) {
        backdated = this.reconcile(at, transceiver) || backdated;
        this.addFigure(at, transceiver);
      }
      if (!this.closed.has(transceiver.connection) && this.recorder.sample(transceiver)) this.factsRevision += 1;
    }
    // A new list, so that code that folds the steps incrementally notices the new order.
    if (backdated) this.steps = sortedByTime(this.steps);
    for (const { id, mLines, localSdpBytes, closedAt } of connections) {
      if (closedAt !== null) this.closeConnection(closedAt, id);
      this.addSdp({ at, connection: id, mLines, bytes: localSdpBytes });
    }
    this.trim();
  }

  /** The document went away, together with its encoders. */
  end(at: number, text: string): void {
    for (const step of this.lastSteps.values())
      if (step.why !== 'removed') this.addStep({ ...step, at, why: 'removed', n: ENDED_WITH_PARENT });
    this.addMark({ at, type: 'document', connection: null, text });
  }

  addMark(mark: Mark): void {
    this.drawn += 1;
    this.marks.push(mark);
    if (mark.type === 'patch') this.patchSwitchedAt = mark.at;
  }

  /** Renames the mark of the document's end once its cause is known. */
  renameMark(at: number, from: string, to: string): void {
    this.drawn += 1;
    this.marks = this.marks.map((mark) => (mark.at === at && mark.text === from ? { ...mark, text: to } : mark));
  }

  /** Takes the figures to other coefficients, by transceiver. */
  restate(by: Restatements): void {
    this.figures = restated(this.figures, by);
    for (const [id, range] of this.lastFigures) this.lastFigures.set(id, range && (by.get(id)?.(range) ?? range));
    this.drawn += 1;
  }

  /** @param by takes the figures to other coefficients in what is returned; left out: as they are */
  toData(by?: Restatements): HistoryData {
    const { steps, marks, sdp, publishes, incomplete, alteredByHand, doubts } = this;
    const figures = by ? restated(this.figures, by) : this.figures;
    const data = { steps, figures, marks, sdp, publishes, incomplete, alteredByHand };
    return doubts.length > 0 ? { ...data, doubts } : data;
  }

  /** Restores the history of a file, sorted by time, because all readers rely on that. */
  restore({ steps, figures, marks, sdp, publishes, incomplete, alteredByHand, doubts = [] }: HistoryData): void {
    Object.assign(this, { steps, figures, marks, sdp, publishes, incomplete, alteredByHand, doubts });
    this.sortByTime();
    this.patchSwitchedAt = this.marks.findLast((mark) => mark.type === 'patch')?.at ?? null;
  }

  /** Sorts all lists: events from a file may come in any order. */
  sortByTime(): void {
    this.steps = sortedByTime(this.steps);
    this.figures = sortedByTime(this.figures);
    this.marks = sortedByTime(this.marks);
    this.sdp = sortedByTime(this.sdp);
    this.publishes = sortedByTime(this.publishes);
    this.drawn += 1;
  }

  private addEntry(entry: LogEntry): void {
    const { at, connection } = entry;
    if (entry.type === 'state') this.addStep(entry);
    else if (entry.type === 'connection' && entry.name === 'closed' && connection !== null) {
      this.closeConnection(at, connection);
    } else if (entry.type === 'patch' && entry.outcome === 'switched') {
      this.addMark({ at, type: 'patch', connection: null, text: switchMark(entry.patch) });
    } else if (entry.type === 'patch' && entry.reason === 'downscaled-by-button') {
      this.alteredByHand = true;
      this.addMark({ at, type: 'downscaled', connection, text: 'Downscaled by hand' });
    } else if (entry.type === 'negotiated' && connection !== null && entry.mLines !== null) {
      this.addSdp({ at, connection, mLines: entry.mLines, bytes: entry.sdpBytes });
    }
  }

  private addStep(step: StateEntry, withMark = true): void {
    if (step.transceiver === null) return;
    // Closing a connection stops all its transceivers: that is one end, not a step of each transceiver.
    if (step.connection !== null && this.closed.has(step.connection) && step.n !== ENDED_WITH_PARENT) return;
    this.drawn += 1;
    this.steps.push(step);
    this.lastSteps.set(step.transceiver, step);
    this.recorder.step(step);
    const { at, connection, kind, source } = step;
    if (!withMark) return;
    const what = source ?? kind;
    if (step.why === 'published') this.addMark({ at, type: 'publish', connection, text: `Publish: ${what}` });
    if (step.why === 'unpublished') this.addMark({ at, type: 'unpublish', connection, text: `Unpublish: ${what}` });
  }

  private closeConnection(at: number, connection: number): void {
    if (this.closed.has(connection)) return;
    this.closed.set(connection, true);
    this.addMark({ at, type: 'closed', connection, text: `Connection #${connection} closed` });
    for (const step of this.lastSteps.values()) {
      if (step.connection === connection && step.why !== 'removed') {
        this.addStep({ ...step, at, why: 'removed', n: ENDED_WITH_PARENT });
      }
    }
    this.addSdp({ at, connection, mLines: 0, bytes: 0 });
  }

  /** @returns whether the new step is older than others, so that the steps have to be sorted */
  private reconcile(at: number, state: TransceiverState): boolean {
    const { id, connection, kind, direction, currentDirection, phase, index } = state;
    if (this.closed.has(connection)) return false;
    const last = this.lastSteps.get(id);
    const gone = index === null;
    if (last ? gone === (last.why === 'removed') && (gone || sameState(last, state)) : gone) return false;
    const source = state.track?.source.type ?? null;
    const base = {
      type: 'state' as const,
      n: -1,
      connection,
      transceiver: id,
      kind,
      direction,
      currentDirection,
      phase,
      source,
    };
    if (!last) this.incomplete ||= phase === 'sending' || phase === 'idle';
    this.addStep({ ...base, at: last ? at : state.madeAt, why: gone ? 'removed' : last ? 'changed' : 'made' });
    // Since when it is known to be so: what lies between is not recorded.
    const knownFrom = state.idleSince ?? at;
    const used = phase !== 'new' || receives(currentDirection);
    if (!last && used && knownFrom > state.madeAt) this.addStep({ ...base, at: knownFrom, why: 'changed' });
    return !last;
  }

  private addFigure(at: number, transceiver: TransceiverState): void {
    const { id } = transceiver;
    const estimate = estimateOf(transceiver);
    if (estimate.state === 'none') return;
    const range = estimate.state === 'known' ? { low: estimate.low, high: estimate.high } : null;
    const before = this.lastFigures.get(id);
    if (before !== undefined && !isNotable(before, range)) return;
    this.lastFigures.set(id, range);
    // "No stats yet" before the first sample is missing data, not a change in the page.
    if (before === undefined && range === null) return;
    this.drawn += 1;
    this.figures.push({ at, transceiver: id, range });
  }

  private addSdp(reading: SdpReading): void {
    const { connection, mLines, bytes } = reading;
    if (this.closed.has(connection) && mLines !== 0) return;
    const last = this.lastSdp.get(connection);
    if (last ? last.mLines === mLines && last.bytes === bytes : mLines === null && bytes === null) return;
    this.lastSdp.set(connection, reading);
    this.drawn += 1;
    this.sdp.push(reading);
  }

  private trim(): void {
    if (this.steps.length > MAX_STEPS) this.foldSteps();
    if (this.figures.length > MAX_FIGURES) this.figures = this.figures.slice(-MAX_FIGURES * KEPT_SHARE);
    if (this.marks.length > MAX_MARKS) this.marks = this.marks.slice(-MAX_MARKS * KEPT_SHARE);
    if (this.sdp.length > MAX_SDP) this.sdp = this.sdp.slice(-MAX_SDP * KEPT_SHARE);
    const isRemoved = ({ why }: StateEntry) => why === 'removed';
    for (const id of pruneEnded(this.lastSteps, MAX_ENDED, isRemoved)) this.lastFigures.delete(id);
    for (const map of [this.lastSteps, this.lastFigures]) prune<number, unknown>(map, MAX_TRACKED);
    for (const map of [this.lastSdp, this.closed]) prune<number, unknown>(map, MAX_ENDED);
  }

  /** Replaces the oldest steps by the state of each transceiver after them. */
  private foldSteps(): void {
    const keepCount = MAX_STEPS * KEPT_SHARE;
    const live = [...this.lastSteps.values()].filter(({ why }) => why !== 'removed').length;
    const cut = this.steps.length - Math.max(keepCount / 2, keepCount - live);
    const at = this.steps[cut]!.at;
    const base = new Map<number, StateEntry>();
    for (const step of this.steps.slice(0, cut)) {
      if (step.why === 'removed') base.delete(step.transceiver!);
      else base.set(step.transceiver!, step);
    }
    prune(base, keepCount / 2);
    const kept = [...base.values()].map((step): StateEntry => ({ ...step, at, why: 'changed' }));
    this.steps = [...kept, ...this.steps.slice(cut)];
    this.incomplete = true;
  }
}

const restated = (figures: readonly FigureChange[], by: Restatements): FigureChange[] =>
  figures.map((each) => {
    const restate = by.get(each.transceiver);
    return restate && each.range ? { ...each, range: restate(each.range) } : each;
  });

function sortedByTime<T extends { at: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.at - b.at);
}

function sameState(step: StateEntry, state: TransceiverState): boolean {
  return (
    step.phase === state.phase && step.direction === state.direction && step.currentDirection === state.currentDirection
  );
}

function isNotable(before: FigureChange['range'], now: FigureChange['range']): boolean {
  if (!before || !now) return before !== now;
  return Math.abs(now.high - before.high) > MIN_CHANGE * before.high;
}
