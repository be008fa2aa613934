import type { LayerStats, StatsSample, TransceiverState } from '../../protocol/state';
import { copyOfMap } from '../lists/copy-map';

/**
 * Transceivers as verdicts read them: a state is replaced only where more has changed than the running
 * totals and rates of its statistics, which change with every sample and which no verdict reads. The map stays the same
 * where no state is replaced, so that a second in which everything only goes on is not judged anew.
 * @param judged the map before
 * @param changed the states that were reported
 * @param all all transceivers that there are now
 * @param sampled ids of those that are as they were but for their sample; those whose sample tells something else than
 *   totals and rates are taken out of it
 */
export function judgedOf(
  judged: ReadonlyMap<number, TransceiverState>,
  changed: Iterable<TransceiverState>,
  all: ReadonlyMap<number, TransceiverState>,
  sampled: Set<number> = new Set(),
): ReadonlyMap<number, TransceiverState> {
  let next: Map<number, TransceiverState> | null = null;
  for (const state of changed) {
    const before = judged.get(state.id);
    // The rest of a judged state is the same as that of the state before, and need not be compared.
    if (before && (sampled.has(state.id) ? isSameSample(before.stats, state.stats) : isSameButTotals(before, state))) {
      continue;
    }
    sampled.delete(state.id);
    next ??= copyOfMap(judged);
    next.set(state.id, state);
  }
  if (!next && judged.size === all.size) return judged;
  next ??= copyOfMap(judged);
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
