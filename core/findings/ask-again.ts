import { SOURCE_TEXTS } from '../files/source-texts';
import type { RecordingSource } from '../files/sources';
import type { Result } from './result';

/**
 * An answer to whoever sent a file that is not enough for a verdict: what is missing, and how to record it.
 * Null where there is a verdict, or where files of this kind need no instructions.
 */
export function askAgain({ state, publishing }: Pick<Result, 'state' | 'publishing'>, source: RecordingSource) {
  const { advice } = SOURCE_TEXTS[source];
  if (advice === null || state !== 'unknown') return null;
  const missing = publishing.primary?.because ?? 'Nothing was published while it was recorded.';
  return `Thank you for the file. It is not enough for a verdict. ${missing}\n\n${advice}`;
}
