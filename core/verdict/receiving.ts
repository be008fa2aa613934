import type { Kind } from '../../protocol/state';
import { type Group, isDone, publishesOf } from '../history/publishes';
import type { Evidence } from './evidence';
import type { Pattern } from './pattern';
import { ENOUGH_PUBLISHES, isGrowing } from './rule';

/** What one kind of one connection receives, whoever also sends on it. */
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
  /** When the first of those began to receive, epoch ms; null where none did. */
  since: number | null;
  ended: boolean;
}

/** The receiving side of one document, for each connection and kind that receives. */
export function receivingOf(evidence: Evidence): Receiving[] {
  const { steps, connections, document } = evidence;
  return publishesOf(steps)
    .filter(({ connection }) => !connections || connections.has(connection))
    .map((group) => ({ document, ...judgeReceiving(group), ended: evidence.ended(group.connection) }))
    .filter(({ present, starts }) => present > 0 || starts > 0);
}

function judgeReceiving({ connection, kind, lives, receiving }: Group): Omit<Receiving, 'document' | 'ended'> {
  // What sends, or ever sent, counts among the publishes.
  const all = [...lives.values()].filter(({ subject }) => subject === null);
  const starts = receiving.filter(({ transceiver }) => lives.get(transceiver)!.subject === null);
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
    since: starts[0]?.at ?? null,
  };
}
