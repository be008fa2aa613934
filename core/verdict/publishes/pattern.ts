import { type ActivePatch, isActive, type Patch } from '../../../protocol/patches';
import type { Publish } from '../../history/publishes';

/** Behavior of a page that looks like growth but is not. */
export type Pattern =
  | 'in-use'
  | 'participants'
  | 'pause-resume'
  | 'reuse'
  | 'pool'
  | 'recycled'
  | 'stopped-awaiting'
  | 'receive-slots';

/** What each pattern means, in one line. */
export const PATTERN_TEXTS: Record<Pattern, string> = {
  'in-use': 'All are in use.',
  participants: 'As many as were in use at one time; the number of idle transceivers does not grow.',
  'pause-resume': 'The page pauses and resumes the same track.',
  reuse: 'The page reuses its own idle transceivers.',
  pool: 'The page has a pool of its own, which does not grow.',
  recycled: 'The page stops old transceivers; the browser recycles their m-lines.',
  'stopped-awaiting': 'Stopped transceivers wait for the next negotiation, which frees them.',
  'receive-slots': 'Kept for receiving; they have never sent.',
};

export interface PatternCounts {
  made: number;
  idle: number;
  /** Stopped transceivers, including those that wait for a negotiation. */
  removed: number;
  awaiting: number;
  /** Transceivers that are still there. */
  present: number;
  /** The highest number sending at the same time. */
  peak: number;
}

/** The pattern of publishes that do not grow. */
export function patternOf(publishes: readonly Publish[], counts: PatternCounts): Pattern {
  const { made, idle, removed, awaiting, present, peak } = counts;
  if (awaiting > 0) return 'stopped-awaiting';
  const repeats = publishes.filter((publish) => !publish.added);
  if (repeats.length === 0 || made === publishes.length) {
    if (removed > 0) return 'recycled';
    if (idle === 0) return 'in-use';
    return present > peak ? 'pool' : 'participants';
  }
  if (removed > repeats.length) return 'recycled';
  if (repeats.every(({ resumed }) => resumed === true)) return 'pause-resume';
  const used = new Set(repeats.map(({ transceiver }) => transceiver)).size;
  return used > 1 && present > peak ? 'pool' : 'reuse';
}

const HANDED_BACK = 'The patch hands idle transceivers back.';

/** Texts for patterns that a patch causes. */
const BY_PATCH: Record<ActivePatch, Partial<Record<Pattern, string>>> = {
  reuse: { reuse: HANDED_BACK, pool: HANDED_BACK, 'pause-resume': HANDED_BACK },
  stop: { recycled: 'The patch stops old transceivers.' },
  downscale: {},
};

/**
 * What a pattern means. If a patch causes the pattern, the text says so.
 * @param byPatch the patch handed back at least one of them
 */
export function patternText(pattern: Pattern, patch: Patch, byPatch: boolean): string {
  const handedBack = byPatch ? BY_PATCH.reuse[pattern] : undefined;
  if (handedBack) return handedBack;
  return (isActive(patch) && patch !== 'reuse' && BY_PATCH[patch][pattern]) || PATTERN_TEXTS[pattern];
}
