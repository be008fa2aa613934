import type { StateEntry } from '../../protocol/log';
import type { ConnectionState, Patch, TransceiverState } from '../../protocol/state';
import { type Culprit, culpritOf } from '../callsite/stack';
import type { Doubt } from '../model/data';

/** The kinds of facts that a source may know about a page. Our hook knows all, the browser's own logs know fewer. */
export const FACTS = ['releases', 'captures', 'calls', 'stacks', 'channels'] as const;
export type Fact = (typeof FACTS)[number];

/** The data of one document that verdicts are based on. */
export interface Evidence {
  document: string;
  /** A connection as sentences name it: `#1`, or `#8-1` in a dump. */
  nameOf(connection: number): string;
  steps: readonly StateEntry[];
  /** The connections to judge; null for all. */
  connections: ReadonlySet<number> | null;
  states: ReadonlyMap<number, ConnectionState>;
  transceivers: ReadonlyMap<number, TransceiverState>;
  stackOf(index: number): string | undefined;
  patch: Patch;
  /** When the patch was last switched; null if never. */
  switchedAt: number | null;
  /** Publishes before this are not counted (Clear view). */
  since: number;
  /** Whether the connection is closed or its document gone. */
  ended(connection: number): boolean;
  /** Log entries were dropped, so counts are lower bounds. */
  incomplete: boolean;
  /** Connections that a file does not tell enough of to judge them. */
  doubts?: ReadonlyMap<number, Doubt['reason']>;
  /** The facts that its source knows. Chrome's own log, for example, knows no `releases`. */
  knows: readonly Fact[];
}

/** The line behind a stack of the document, by the stack's index; both frames are null if none was taken. */
export function culpritAt({ stackOf }: Pick<Evidence, 'stackOf'>, stack: number | null | undefined): Culprit {
  return culpritOf(stack == null ? null : stackOf(stack));
}
