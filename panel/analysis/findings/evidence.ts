import type { StateEntry } from '../../../protocol/log';
import type { ConnectionState, Patch, TransceiverState } from '../../../protocol/state';

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
  /** Whether `released` of the transceivers can be relied on: Chrome's own log does not know of it. */
  knowsReleases: boolean;
}
