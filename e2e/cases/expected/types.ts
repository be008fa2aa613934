import type { FindingId } from '../../../core/findings';
import type { Facts } from '../facts';

export type { FindingId };

export type State = 'growing' | 'stable' | 'unknown';

/** One thing that must be said of a page. */
export interface ExpectedFinding {
  id: FindingId;
  /** `not-growing`: a thing that happens once; whether that is called stable or unknown is not judged. */
  state: State | 'not-growing';
  /** The function whose line makes it, any one of these; null where no line of the page does. */
  fn: readonly string[] | null;
  /** The sentence names what it is about by one of these words. */
  subject: readonly string[];
  /** Words that would be wrong for it. */
  notWords?: readonly string[];
  /** There are at least so many now: senders, transceivers, connections, channels, tracks; of `sdp-size` bytes. */
  count: number;
  /** Where its cost in MiB comes from: a measured figure for each, the encoders' estimate, or nowhere. */
  cost: 'measured' | 'estimate' | 'not known';
  /** The recipe names one of these calls; null where only the far end can end it. */
  call: readonly string[] | null;
}

export interface ExpectedPage {
  /** Path in `pages/`, without `.html`. */
  page: string;
  /** What happens, in one line. */
  what: string;
  /** The public report that it is like; null where it is of our own making. */
  like: string | null;
  /** What must be found, what costs most first. Empty: nothing is claimed. */
  findings: readonly ExpectedFinding[];
  /**
   * What may be said besides, since it is true as well. Of a healthy page it may not be said to grow, and a
   * comment says why it is true. Anything else is a false alarm.
   */
  also: readonly FindingId[];
  /** What may be said of the page as a whole, any one of these. */
  overall: readonly State[];
  /** What the browser itself counts at the end; `min`: at least. What is left out is not checked. */
  facts: Partial<Record<keyof Facts, number | { min: number }>>;
}

/**
 * So long nothing happens on a page before it is judged, in ms: more than any rule waits (a connection that
 * nobody calls, a capture that nobody sends, an offer that nobody answers).
 */
export const QUIET_MS = 90_000;

export const GROWING: readonly State[] = ['growing'];
export const NOT_GROWING: readonly State[] = ['stable', 'unknown'];
