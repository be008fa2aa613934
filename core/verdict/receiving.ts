import type { Kind } from '../../protocol/state';
import { type Group, isDone, publishesOf } from '../history/publishes';
import { isChosen } from '../lists/chosen';
import type { Evidence } from './evidence';
import type { Pattern } from './publishes/pattern';
import { ENOUGH_PUBLISHES, isGrowing } from './publishes/rule';

/** The receiving side of one kind on one connection. */
export interface Receiving {
  document: string;
  connection: number;
  kind: Kind;
  /** Whether the remote side's publishes pile up receivers; `unknown`: there are too few. */
  state: 'piling-up' | 'stable' | 'unknown';
  pattern: Pattern | null;
  /** Number of receive starts, and of the transceivers that they created. */
  starts: number;
  made: number;
  receiving: number;
  /** Number of transceivers that have stopped receiving. */
  done: number;
  /** Number of transceivers that are still there. */
  present: number;
  /** When the first of them began to receive, epoch ms; null if none did. */
  since: number | null;
  ended: boolean;
}

/** The receiving side of one document, for each connection and kind that receives. */
export function receivingOf(evidence: Evidence): Receiving[] {
  const { steps, connections, document } = evidence;
  return publishesOf(steps)
    .filter(({ connection }) => isChosen(connections, connection))
    .map((group) => {
      const ended = evidence.ended(group.connection);
      const judged = judgeReceiving(group);
      // What a file does not tell enough of is never called stable.
      const doubtful = judged.state === 'stable' && evidence.doubts?.has(group.connection);
      const doubted = { state: 'unknown', pattern: null } as const;
      return { document, ...judged, ...(doubtful ? doubted : null), ended };
    })
    .filter(({ present, starts }) => present > 0 || starts > 0);
}

function judgeReceiving({ connection, kind, lives, receiving }: Group): Omit<Receiving, 'document' | 'ended'> {
  // A transceiver that has sent counts for the publishes instead.
  const receivers = [...lives.values()].filter(({ subject }) => subject === null);
  const starts = receiving.filter(({ transceiver }) => lives.get(transceiver)!.subject === null);
  const present = receivers.filter(({ phase }) => phase !== 'stopped');
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
    receiving: receivers.filter(({ receives }) => receives).length,
    done: receivers.filter(isDone).length,
    present: present.length,
    since: starts[0]?.at ?? null,
  };
}
