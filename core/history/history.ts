import type { LogEntry, StateEntry } from '../../protocol/log';
import type { ConnectionState, TransceiverState } from '../../protocol/state';
import { estimateOf } from '../estimate/memory';
import { prune, pruneOver } from '../lists/prune';
import type { HistoryData, Mark } from '../model/data';
import { PATCH_NAMES } from '../patches/patches';
import { type PublishFacts, PublishRecorder } from './publish-facts';
import { ENDED_WITH_IT } from './publishes';
import type { FigureChange, History } from './replay';
import type { SdpReading } from './sdp';

/** A publish is 5 steps: 8 h of one every 7 s. */
const MAX_STEPS = 20_000;
const MAX_FIGURES = 20_000;
const MAX_MARKS = 3_000;
const MAX_SDP = 4_000;
/** What stays of a full list: little by little, so that memory does not go up and down with it. */
const KEPT = 0.9;
/** Transceivers, and connections, of which the last step or reading is known. */
const MAX_KNOWN = 12_000;
/** Of those that are over. */
const MAX_OVER = 2_000;
/** Smaller changes of an estimate are noise of the adaptation and not worth a point. */
const NEWS = 0.02;

/**
 * What the charts and the verdict are computed from, kept apart from the log, which is bounded more
 * tightly. Where the log and a snapshot disagree (entries that no longer fitted), the snapshot
 * wins, and the difference becomes a step of its own.
 */
export class DocumentHistory implements History {
  steps: StateEntry[] = [];
  figures: FigureChange[] = [];
  marks: Mark[] = [];
  sdp: SdpReading[] = [];
  /** Send starts may be missing from `steps`. */
  incomplete = false;
  /** Idle encoders were downscaled by the button: what the page holds is no longer its own doing. */
  alteredByHand = false;
  /** When the patch was switched last; null where it never was. */
  patchSwitchedAt: number | null = null;
  /** Goes up with every change, so that what is computed from it knows when to compute again. */
  revision = 0;
  private readonly last = new Map<number, StateEntry>();
  private readonly lastFigure = new Map<number, FigureChange['range']>();
  private readonly lastSdp = new Map<number, SdpReading>();
  private readonly closed = new Map<number, true>();
  private readonly recorder = new PublishRecorder();

  /** What each publish came to, in order of time; recorded live, and set when a file is opened. */
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

  /** Replays a log in which entries turned up that were missed before; what is older than it stays. */
  rebuild(entries: readonly LogEntry[]): void {
    const from = entries[0]?.at ?? 0;
    const older = this.steps.filter((step) => step.at < from);
    this.marks = this.marks.filter((mark) => mark.at < from || mark.type === 'document');
    this.steps = [];
    this.incomplete = false;
    this.last.clear();
    this.closed.clear();
    for (const step of older) this.addStep(step, false);
    this.addLog(entries);
  }

  /** What a full update no longer names is gone. */
  keepOnly(at: number, ids: ReadonlySet<number>): void {
    for (const step of this.last.values()) {
      if (step.why !== 'removed' && !ids.has(step.transceiver!)) this.addStep({ ...step, at, why: 'removed' });
    }
  }

  addState(at: number, connections: readonly ConnectionState[], transceivers: readonly TransceiverState[]): void {
    let backdated = false;
    for (const transceiver of transceivers) {
      backdated = this.reconcile(at, transceiver) || backdated;
      this.addFigure(at, transceiver);
      if (!this.closed.has(transceiver.connection) && this.recorder.sample(transceiver)) this.revision += 1;
    }
    // A list of its own: who folds the steps one after the other sees that the order is another.
    if (backdated) this.steps = inOrder(this.steps);
    for (const { id, mLines, localSdpBytes, closedAt } of connections) {
      if (closedAt !== null) this.closeConnection(closedAt, id);
      this.addSdp({ at, connection: id, mLines, bytes: localSdpBytes });
    }
    this.trim();
  }

  /** The document went away, and its encoders with it. */
  end(at: number, text: string): void {
    for (const step of this.last.values())
      if (step.why !== 'removed') this.addStep({ ...step, at, why: 'removed', n: ENDED_WITH_IT });
    this.addMark({ at, type: 'document', connection: null, text });
  }

  addMark(mark: Mark): void {
    this.revision += 1;
    this.marks.push(mark);
    if (mark.type === 'patch') this.patchSwitchedAt = mark.at;
  }

  /** The mark of the document's end, once its cause is known. */
  renameMark(at: number, from: string, to: string): void {
    this.revision += 1;
    this.marks = this.marks.map((mark) => (mark.at === at && mark.text === from ? { ...mark, text: to } : mark));
  }

  toData(): HistoryData {
    const { steps, figures, marks, sdp, publishes, incomplete, alteredByHand } = this;
    return { steps, figures, marks, sdp, publishes, incomplete, alteredByHand };
  }

  /** Takes over what a file holds, in order of time, which all who read it rely on. */
  restore({ steps, figures, marks, sdp, publishes, incomplete, alteredByHand }: HistoryData): void {
    Object.assign(this, { steps, figures, marks, sdp, publishes, incomplete, alteredByHand });
    this.putInOrder();
    this.patchSwitchedAt = this.marks.findLast((mark) => mark.type === 'patch')?.at ?? null;
  }

  /** Of events out of a file nothing says that they come in order of time. */
  putInOrder(): void {
    this.steps = inOrder(this.steps);
    this.figures = inOrder(this.figures);
    this.marks = inOrder(this.marks);
    this.sdp = inOrder(this.sdp);
    this.publishes = inOrder(this.publishes);
    this.revision += 1;
  }

  private addEntry(entry: LogEntry): void {
    const { at, connection } = entry;
    if (entry.type === 'state') this.addStep(entry);
    else if (entry.type === 'connection' && entry.name === 'closed' && connection !== null) {
      this.closeConnection(at, connection);
    } else if (entry.type === 'patch' && entry.outcome === 'switched') {
      this.addMark({ at, type: 'patch', connection: null, text: `Patch page: ${PATCH_NAMES[entry.patch]}` });
    } else if (entry.type === 'patch' && entry.reason === 'downscaled-by-button') {
      this.alteredByHand = true;
      this.addMark({ at, type: 'downscaled', connection, text: 'Downscaled by hand' });
    } else if (entry.type === 'negotiated' && connection !== null && entry.mLines !== null) {
      this.addSdp({ at, connection, mLines: entry.mLines, bytes: entry.sdpBytes });
    }
  }

  private addStep(step: StateEntry, marked = true): void {
    if (step.transceiver === null) return;
    // Closing stops every transceiver: that is the connection's end, not something done to each of them.
    if (step.connection !== null && this.closed.has(step.connection) && step.n !== ENDED_WITH_IT) return;
    this.revision += 1;
    this.steps.push(step);
    this.last.set(step.transceiver, step);
    this.recorder.step(step);
    const { at, connection, kind, source } = step;
    if (!marked) return;
    const what = source ?? kind;
    if (step.why === 'published') this.addMark({ at, type: 'publish', connection, text: `Publish: ${what}` });
    if (step.why === 'unpublished') this.addMark({ at, type: 'unpublish', connection, text: `Unpublish: ${what}` });
  }

  private closeConnection(at: number, connection: number): void {
    if (this.closed.has(connection)) return;
    this.closed.set(connection, true);
    this.addMark({ at, type: 'closed', connection, text: `Connection #${connection} closed` });
    for (const step of this.last.values()) {
      if (step.connection === connection && step.why !== 'removed') {
        this.addStep({ ...step, at, why: 'removed', n: ENDED_WITH_IT });
      }
    }
    this.addSdp({ at, connection, mLines: 0, bytes: 0 });
  }

  /** Returns whether the new step lies before others, so that they have to be put in order. */
  private reconcile(at: number, state: TransceiverState): boolean {
    const { id, connection, kind, direction, currentDirection, phase, index } = state;
    if (this.closed.has(connection)) return false;
    const last = this.last.get(id);
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
    return !last;
  }

  private addFigure(at: number, transceiver: TransceiverState): void {
    const { id } = transceiver;
    const estimate = estimateOf(transceiver);
    if (estimate.state === 'none') return;
    const range = estimate.state === 'known' ? { low: estimate.low, high: estimate.high } : null;
    const before = this.lastFigure.get(id);
    if (before !== undefined && !isNews(before, range)) return;
    this.lastFigure.set(id, range);
    // "No stats yet" before the first sample is a gap in our knowledge, not a change of the page's.
    if (before === undefined && range === null) return;
    this.revision += 1;
    this.figures.push({ at, transceiver: id, range });
  }

  private addSdp(reading: SdpReading): void {
    const { connection, mLines, bytes } = reading;
    if (this.closed.has(connection) && mLines !== 0) return;
    const last = this.lastSdp.get(connection);
    if (last ? last.mLines === mLines && last.bytes === bytes : mLines === null && bytes === null) return;
    this.lastSdp.set(connection, reading);
    this.revision += 1;
    this.sdp.push(reading);
  }

  private trim(): void {
    if (this.steps.length > MAX_STEPS) this.foldSteps();
    if (this.figures.length > MAX_FIGURES) this.figures = this.figures.slice(-MAX_FIGURES * KEPT);
    if (this.marks.length > MAX_MARKS) this.marks = this.marks.slice(-MAX_MARKS * KEPT);
    if (this.sdp.length > MAX_SDP) this.sdp = this.sdp.slice(-MAX_SDP * KEPT);
    const isOver = ({ why }: StateEntry) => why === 'removed';
    for (const id of pruneOver(this.last, MAX_OVER, isOver)) this.lastFigure.delete(id);
    for (const map of [this.last, this.lastFigure]) prune<number, unknown>(map, MAX_KNOWN);
    for (const map of [this.lastSdp, this.closed]) prune<number, unknown>(map, MAX_OVER);
  }

  /** Replaces the oldest steps by where each transceiver stood after them. */
  private foldSteps(): void {
    const most = MAX_STEPS * KEPT;
    const live = [...this.last.values()].filter(({ why }) => why !== 'removed').length;
    const cut = this.steps.length - Math.max(most / 2, most - live);
    const at = this.steps[cut]!.at;
    const base = new Map<number, StateEntry>();
    for (const step of this.steps.slice(0, cut)) {
      if (step.why === 'removed') base.delete(step.transceiver!);
      else base.set(step.transceiver!, step);
    }
    prune(base, most / 2);
    const kept = [...base.values()].map((step): StateEntry => ({ ...step, at, why: 'changed' }));
    this.steps = [...kept, ...this.steps.slice(cut)];
    this.incomplete = true;
  }
}

function inOrder<T extends { at: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.at - b.at);
}

function sameState(step: StateEntry, state: TransceiverState): boolean {
  return (
    step.phase === state.phase && step.direction === state.direction && step.currentDirection === state.currentDirection
  );
}

function isNews(before: FigureChange['range'], now: FigureChange['range']): boolean {
  if (!before || !now) return before !== now;
  return Math.abs(now.high - before.high) > NEWS * before.high;
}
