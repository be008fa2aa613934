import type { StateEntry } from '../../protocol/log';
import type { Kind } from '../../protocol/state';
import type { Range } from '../estimate/totals';
import { ENDED_WITH_PARENT } from '../history/publishes';
import type { FigureChange } from '../history/replay';
import type { SdpReading } from '../history/sdp';
import type { SharesDocument } from './publish-groups';

/** One document's history, with estimates and SDP; a DocumentRecord has it. */
export interface StandDocument extends SharesDocument {
  history: SharesDocument['history'] & {
    figures: readonly FigureChange[];
    sdp: readonly SdpReading[];
  };
}

/** How one connection stood at a time. */
export interface Stand {
  at: number;
  /** Of the kind asked for, stopped ones that are still listed included. */
  transceivers: number;
  idle: number;
  /** MiB of the encoders behind idle senders of the kind; null where one of them has no figure. */
  idleEncoders: Range | null;
  /** Of the whole connection; null where nobody read a description. */
  mLines: number | null;
  sdpBytes: number | null;
}

/**
 * How a connection stood at each of the times, which are in order. What ended with its connection
 * or page stays as it was.
 */
export function standsAt(
  { history }: StandDocument,
  connection: number,
  kind: Kind,
  times: readonly number[],
): Stand[] {
  const steps = history.steps.filter(
    (step) => step.connection === connection && step.kind === kind && step.transceiver !== null,
  );
  const own = new Set(steps.map((step) => step.transceiver));
  const figures = history.figures.filter((figure) => own.has(figure.transceiver));
  const sdp = history.sdp.filter((reading) => reading.connection === connection);
  const live = new Map<number, StateEntry>();
  // A sender's first figure counts from its first send: what it was before the panel looked.
  const ranges = new Map<number, Range | null>();
  for (const { transceiver, range } of figures) if (!ranges.has(transceiver)) ranges.set(transceiver, range);
  let [s, f, d] = [0, 0, 0];
  return times.map((at) => {
    for (; s < steps.length && steps[s]!.at <= at; s++) apply(live, steps[s]!);
    for (; f < figures.length && figures[f]!.at <= at; f++) ranges.set(figures[f]!.transceiver, figures[f]!.range);
    while (d < sdp.length && sdp[d]!.at <= at) d += 1;
    return { at, ...count(live, ranges), mLines: sdp[d - 1]?.mLines ?? null, sdpBytes: sdp[d - 1]?.bytes ?? null };
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
