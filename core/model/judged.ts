import type { LayerStats, StatsSample, TransceiverState } from '../../protocol/state';

/**
 * Transceivers as verdicts read them: a state is replaced only where more has changed than the running
 * totals and rates of its statistics, which change with every sample and which no verdict reads. The map stays the same
 * where no state is replaced, so that a second in which everything only goes on is not judged anew.
 * @param judged the map before
 * @param changed the states that were reported
 * @param all all transceivers that there are now
 */
export function judgedOf(
  judged: ReadonlyMap<number, TransceiverState>,
  changed: Iterable<TransceiverState>,
  all: ReadonlyMap<number, TransceiverState>,
): ReadonlyMap<number, TransceiverState> {
  let next: Map<number, TransceiverState> | null = null;
  for (const state of changed) {
    const before = judged.get(state.id);
    if (before && isSameButTotals(before, state)) continue;
    next ??= new Map(judged);
    next.set(state.id, state);
  }
  if (!next && judged.size === all.size) return judged;
  next ??= new Map(judged);
  for (const id of next.keys()) if (!all.has(id)) next.delete(id);
  return next;
}

function isSameButTotals(a: TransceiverState, b: TransceiverState): boolean {
  return a === b || (isEqualBut(STATS, a, b) && isSameSample(a.stats, b.stats));
}

function isSameSample(a: StatsSample | null, b: StatsSample | null): boolean {
  if (!a || !b || a.layers.length !== b.layers.length) return a === b;
  return a.layers.every((layer, i) => isSameLayer(layer, b.layers[i]!));
}

/** Whether a layer has encoded at all says whether there is an encoder. */
const isSameLayer = (a: LayerStats, b: LayerStats) => hasEncoded(a) === hasEncoded(b) && isEqualBut(READINGS, a, b);

const hasEncoded = ({ framesEncoded }: LayerStats) => (framesEncoded === null ? null : framesEncoded > 0);

const STATS: ReadonlySet<string> = new Set<keyof TransceiverState>(['stats']);
const READINGS: ReadonlySet<string> = new Set<keyof LayerStats>(['bytesSent', 'framesEncoded', 'fps']);

/** Whether two states have the same values, those of some keys left aside. Of 300 it is asked every second: nothing is made. */
function isEqualBut<T extends object>(keys: ReadonlySet<string>, a: T, b: T): boolean {
  for (const key in b) if (a[key] !== b[key] && !keys.has(key)) return false;
  // An optional one may have gone.
  for (const key in a) if (!(key in b) && !keys.has(key)) return false;
  return true;
}
