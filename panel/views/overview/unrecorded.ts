import type { Unrecorded } from '../../../core/lanes/bars';
import type { Stretch } from './drawing/unrecorded';

/** Stretches as a chart draws them. */
export const unrecordedStretches = (stretches: readonly Unrecorded[]): Stretch[] =>
  stretches.map(({ from, to, partly }) => ({
    from,
    to,
    partly,
    text: partly ? 'partly not recorded' : 'not recorded',
  }));

/** What stands in legend and table in place of a number at a time when nothing is known; null where something is. */
export function recordedTextAt(stretches: readonly Unrecorded[], at: number): string | null {
  return stretches.some(({ from, to, partly }) => !partly && at >= from && at < to) ? 'not recorded' : null;
}

/** The stretches in which a value is null, from one time to the next known one. */
export function nullStretches(times: readonly number[], values: readonly (number | null)[], text: string): Stretch[] {
  const stretches: Stretch[] = [];
  values.forEach((value, k) => {
    const to = times[k + 1];
    if (value !== null || to === undefined) return;
    const last = stretches.at(-1);
    if (last && last.to === times[k]) last.to = to;
    else stretches.push({ from: times[k]!, to, text });
  });
  return stretches;
}
