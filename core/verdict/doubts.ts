import type { Doubt } from '../model/data';
import type { VerdictState } from './publishes/rule';

/** What is missing in the file, by its reason. */
const BECAUSE: Record<Doubt['reason'], string> = {
  order:
    'No verdict: the file does not tell whether tracks were taken away before the next publish or after it. Its times are in whole seconds, or its readings too far apart.',
  'begun-late': 'No verdict: the file was begun after the call, so what became idle before, and when, is not in it.',
  unanswered: 'No verdict: the file shows no answered offer.',
  'plan-b': 'No verdict: Plan B has no transceivers. A track that leaves its stream takes its sender with it.',
};

/**
 * Why a state is not to be believed, as a sentence; null if it is. What is missing from the beginning never
 * takes growth back that was seen after it.
 */
export function doubtOf(reason: Doubt['reason'] | undefined, state: VerdictState): string | null {
  if (reason === undefined || (state === 'unknown' && reason === 'order')) return null;
  return reason === 'begun-late' && state === 'growing' ? null : BECAUSE[reason];
}
