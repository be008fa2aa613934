import type { StateEntry } from '../../protocol/log';
import type { ConnectionState, Patch, TransceiverState } from '../../protocol/state';

/** What a source may know of a page: our hook all of it, the browser's own logs less. */
export const FACTS = ['releases', 'captures', 'calls', 'stacks', 'channels'] as const;
export type Fact = (typeof FACTS)[number];

/** What one document offers to judge by. */
export interface Evidence {
  document: string;
  steps: readonly StateEntry[];
  /** Only these connections; null for all. */
  connections: ReadonlySet<number> | null;
  states: ReadonlyMap<number, ConnectionState>;
  transceivers: ReadonlyMap<number, TransceiverState>;
  stackOf(index: number): string | undefined;
  patch: Patch;
  /** When the patch in force was switched; null where it never was. */
  switchedAt: number | null;
  /** Publishes before this are not counted (Clear view). */
  since: number;
  /** The connection is closed or its document gone. */
  ended(connection: number): boolean;
  /** The hook's log no longer holds everything, so counts are lower bounds. */
  incomplete: boolean;
  /** What its source knows: of `releases` Chrome's own log knows nothing, for example. */
  knows: readonly Fact[];
}
