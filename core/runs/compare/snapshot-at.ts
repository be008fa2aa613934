import type { StateEntry } from '../../../protocol/log';
import type { Kind } from '../../../protocol/state';
import type { Range } from '../../estimate/totals';
import { ENDED_WITH_PARENT } from '../../history/publishes';
import type { FigureChange, SdpReading } from '../../model/data';
import type { PublishesDocument } from './publish-groups';

/** One document's history, with estimates and SDP sizes. */
export interface SnapshotDocument extends PublishesDocument {
  history: PublishesDocument['history'] & {
    figures: readonly FigureChange[];
    sdp: readonly SdpReading[];
  };
}

/** The state of one connection at a time. */
export interface ConnectionSnapshot {
  at: number;
  /** Transceivers of the requested kind, including stopped ones that are still listed. */
  transceivers: number;
  idle: number;
  /** MiB of the encoders behind idle senders of the kind; null if one of them has no estimate. */
  idleEncoders: Range | null;
  /** m-lines of the whole connection; null if no description was read. */
  mLines: number | null;
  sdpBytes: number | null;
}

/**
 * The state of a connection at each of the times, which have to be in order. Transceivers that ended
 * with their connection or page keep their last state.
 */
export function snapshotsAt(
  { history }: SnapshotDocument,
  connection: number,
  kind: Kind,
  times: readonly number[],
): ConnectionSnapshot[] {
  const steps = history.steps.filter(
    (step) => step.connection === connection && step.kind === kind && step.transceiver !== null,
  );
  const own = new Set(steps.map((step) => step.transceiver));
  const figures = history.figures.filter((figure) => own.has(figure.transceiver));
  const sdp = history.sdp.filter((reading) => reading.connection === connection);
  const live = new Map<number, StateEntry>();
  // A sender's first figure is assumed to hold since its first send, from before the panel was open.
  const ranges = new Map<number, Range | null>();
  for (const { transceiver, range } of figures) if (!ranges.has(transceiver)) ranges.set(transceiver, range);
  let [stepIndex, figureIndex, sdpIndex] = [0, 0, 0];
  return times.map((at) => {
    for (; stepIndex < steps.length && steps[stepIndex]!.at <= at; stepIndex++) apply(live, steps[stepIndex]!);
    for (; figureIndex < figures.length && figures[figureIndex]!.at <= at; figureIndex++)
      ranges.set(figures[figureIndex]!.transceiver, figures[figureIndex]!.range);
    while (sdpIndex < sdp.length && sdp[sdpIndex]!.at <= at) sdpIndex += 1;
    return {
      at,
      ...count(live, ranges),
      mLines: sdp[sdpIndex - 1]?.mLines ?? null,
      sdpBytes: sdp[sdpIndex - 1]?.bytes ?? null,
    };
  });
}

function apply(live: Map<number, StateEntry>, step: StateEntry): void {
  if (step.n === ENDED_WITH_PARENT) return;
  if (step.why === 'removed') live.delete(step.transceiver!);
  else live.set(step.transceiver!, step);
}

function count(live: ReadonlyMap<number, StateEntry>, ranges: ReadonlyMap<number, Range | null>) {
  const sum = { low: 0, high: 0 };
  let idle = 0;
  let unknown = 0;
  for (const [id, { phase }] of live) {
    if (phase !== 'idle') continue;
    idle += 1;
    const range = ranges.get(id);
    if (!range) unknown += 1;
    else {
      sum.low += range.low;
      sum.high += range.high;
    }
  }
  return { transceivers: live.size, idle, idleEncoders: unknown > 0 ? null : sum };
}

/** Several connections together, at one time. */
export function sumSnapshots(snapshots: readonly ConnectionSnapshot[], at: number): ConnectionSnapshot {
  const none = { at, transceivers: 0, idle: 0, idleEncoders: { low: 0, high: 0 }, mLines: 0, sdpBytes: 0 };
  return snapshots.reduce<ConnectionSnapshot>(add, none);
}

function add(sum: ConnectionSnapshot, snapshot: ConnectionSnapshot): ConnectionSnapshot {
  const sumOrNull = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  const [a, b] = [sum.idleEncoders, snapshot.idleEncoders];
  return {
    at: sum.at,
    transceivers: sum.transceivers + snapshot.transceivers,
    idle: sum.idle + snapshot.idle,
    idleEncoders: a && b && { low: a.low + b.low, high: a.high + b.high },
    mLines: sumOrNull(sum.mLines, snapshot.mLines),
    sdpBytes: sumOrNull(sum.sdpBytes, snapshot.sdpBytes),
  };
}
