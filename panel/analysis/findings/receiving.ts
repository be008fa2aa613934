import type { Kind } from '../../../protocol/state';
import { type Group, isDone, publishesOf } from '../publishes';
import type { Evidence } from './evidence';
import type { Pattern } from './pattern';
import { ENOUGH_PUBLISHES, isGrowing } from './rule';

/** What one kind of one connection receives, where nothing of that kind was published. */
export interface Receiving {
  document: string;
  connection: number;
  kind: Kind;
  /** Whether the remote's publishes pile up receivers here; `unknown` is too few. */
  state: 'piling-up' | 'stable' | 'unknown';
  pattern: Pattern | null;
  /** Receive starts, and the transceivers that they made. */
  starts: number;
  made: number;
  receiving: number;
  /** Have received and do no longer. */
  done: number;
  /** Still there. */
  present: number;
  ended: boolean;
}

/** The receiving side of one document, for each connection and kind that receives. */
export function receivingOf(evidence: Evidence): Receiving[] {
  const { steps, connections, document } = evidence;
  return publishesOf(steps)
    .filter(({ connection, publishes }) => (!connections || connections.has(connection)) && publishes.length === 0)
    .map((group) => ({ document, ...tell(group), ended: evidence.ended(group.connection) }))
    .filter(({ present, starts }) => present > 0 || starts > 0);
}

function tell({ connection, kind, lives, receiving: starts }: Group): Omit<Receiving, 'document' | 'ended'> {
  const all = [...lives.values()];
  const present = all.filter(({ phase }) => phase !== 'stopped');
  const slots = present.filter(({ hasReceived }) => !hasReceived).length;
  const growing = isGrowing(starts);
  const enough = Math.max(present.length, starts.length) >= ENOUGH_PUBLISHES;
  return {
    connection,
    kind,
    state: growing ? 'piling-up' : enough ? 'stable' : 'unknown',
    pattern: growing || !enough ? null : slots > present.length / 2 ? 'receive-slots' : 'participants',
    starts: starts.length,
    made: starts.filter(({ added }) => added).length,
    receiving: all.filter(({ receives }) => receives).length,
    done: all.filter(isDone).length,
    present: present.length,
  };
}
