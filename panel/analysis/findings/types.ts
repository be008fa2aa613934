import type { Kind } from '../../../protocol/state';
import type { Culprit } from '../stack';
import type { Subject } from '../subject';
import type { Total } from '../totals';
import type { Pattern } from './pattern';
import type { VerdictState } from './rule';
import type { Way } from './way';

/** One kind of source of one connection: screen shares, camera publishes, … */
export interface Finding {
  document: string;
  connection: number;
  kind: Kind;
  subject: Subject;
  state: VerdictState;
  /** Its connection is closed or its page gone: how it was at its end. */
  ended: boolean;
  /** Of a stable one; null for the others. */
  pattern: Pattern | null;
  /** Why it grows or is stable, or what is missing to tell: a sentence. */
  because: string;
  /** The exact counts, in the user's words. */
  sentence: string;
  publishes: number;
  made: number;
  sending: number;
  idle: number;
  /** Stopped or no longer there. */
  removed: number;
  idleEstimate: Total;
  culprit: Culprit;
  /** How the idle ones were unpublished; null where there are none. */
  way: Way | null;
  /** The patch in force hands back transceivers of its own accord. */
  byPatch: boolean;
}
