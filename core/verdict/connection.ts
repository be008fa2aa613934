import type { Kind } from '../../protocol/state';
import { type Total, totalOf } from '../estimate/totals';
import { publishesOf } from '../history/publishes';
import { isChosen } from '../lists/chosen';
import { groupBy } from '../lists/group-by';
import type { Doubt } from '../model/data';
import { deadReceiversOf } from './dead-receivers';
import type { Evidence } from './evidence';
import type { Pattern } from './publishes/pattern';
import { PATTERN_TEXTS } from './publishes/pattern';
import { type PublishVerdict, publishVerdictsOf } from './publishes/publish-verdict';
import type { VerdictState } from './publishes/rule';
import { type Receiving, receivingOf } from './receiving';

/** The figures of one connection, now or at its end. */
export interface ConnectionVerdict {
  document: string;
  connection: number;
  verdict: VerdictState;
  /** Why it is stable; null if it is not stable. */
  pattern: Pattern | null;
  /** Sentences. */
  reasons: string[];
  /** Send starts of both kinds, including those before a patch switch or before the view was cleared. */
  publishes: number;
  /** Transceivers that are still there: neither removed, nor stopped and negotiated away. */
  transceivers: Record<Kind, number>;
  idle: Record<Kind, number>;
  /** Receivers that received and no longer do; the estimate of what they hold. */
  deadReceivers: Record<Kind, number>;
  receivers: Total;
  /** m-lines and bytes of the local description; null if unknown. */
  mLines: number | null;
  sdpBytes: number | null;
}

const cache = new WeakMap<Evidence, ConnectionVerdict[]>();

/** Folds the verdicts of each connection into one: growing if any of them is growing. */
export function connectionVerdicts(evidence: Evidence): readonly ConnectionVerdict[] {
  let verdicts = cache.get(evidence);
  if (!verdicts) {
    verdicts = verdictsOf(evidence);
    cache.set(evidence, verdicts);
  }
  return verdicts;
}

function verdictsOf(evidence: Evidence): ConnectionVerdict[] {
  const { document, states, steps, connections, doubts } = evidence;
  const publishing = groupBy(publishVerdictsOf(evidence), (verdict) => verdict.connection);
  const receiving = groupBy(receivingOf(evidence), (each) => each.connection);
  const dead = groupBy(deadReceiversOf(evidence), (each) => each.connection);
  const groups = groupBy(publishesOf(steps), (group) => group.connection);
  const ids = new Set([...states.keys(), ...groups.keys()]);
  return [...ids]
    .filter((id) => isChosen(connections, id))
    .sort((a, b) => a - b)
    .map((id) => {
      const groupsOfConnection = groups.get(id) ?? [];
      const count = (kind: Kind, test: (life: { phase: string; removed: boolean }) => boolean) =>
        groupsOfConnection.reduce(
          (sum, group) => sum + (group.kind === kind ? [...group.lives.values()].filter(test).length : 0),
          0,
        );
      // What a file tells of Plan B are its senders.
      const isPlanB = doubts?.get(id) === 'plan-b';
      const present = (kind: Kind) => (isPlanB ? 0 : count(kind, ({ removed }) => !removed));
      const idle = (kind: Kind) => count(kind, ({ phase }) => phase === 'idle');
      const receivers = dead.get(id) ?? [];
      const deadOf = (kind: Kind) => receivers.filter((each) => each.kind === kind).length;
      return {
        document,
        connection: id,
        ...fold(publishing.get(id) ?? [], receiving.get(id) ?? [], doubts?.get(id)),
        publishes: groupsOfConnection.reduce((sum, group) => sum + group.publishes.length, 0),
        transceivers: { audio: present('audio'), video: present('video') },
        idle: { audio: idle('audio'), video: idle('video') },
        deadReceivers: { audio: deadOf('audio'), video: deadOf('video') },
        receivers: totalOf(receivers.map(({ estimate }) => estimate)),
        mLines: states.get(id)?.mLines ?? null,
        sdpBytes: states.get(id)?.localSdpBytes ?? null,
      };
    });
}

type Fold = Pick<ConnectionVerdict, 'verdict' | 'pattern' | 'reasons'>;

function fold(
  publishing: readonly PublishVerdict[],
  receiving: readonly Receiving[],
  doubt: Doubt['reason'] | undefined,
): Fold {
  const received = receiving.flatMap(pilingUp);
  const published = publishing.length > 0 ? foldPublishing(publishing) : foldReceiving(receiving, doubt);
  if (received.length === 0) return published;
  // A connection is growing if its publishes or its receivers are.
  return { verdict: 'growing', pattern: null, reasons: [...published.reasons, ...received] };
}

function foldPublishing(publishing: readonly PublishVerdict[]): Fold {
  const byState = groupBy(publishing, ({ state }) => state);
  const verdict = byState.has('growing') ? 'growing' : byState.has('stable') ? 'stable' : 'unknown';
  const leading = [...byState.get(verdict)!].sort((a, b) => b.publishes - a.publishes);
  const rest = publishing.filter(({ state }) => state !== verdict);
  const reasons = [...leading, ...rest].map(({ sentence, because }) => `${sentence} ${because}`);
  return { verdict, pattern: leading[0]!.pattern, reasons };
}

function foldReceiving(receiving: readonly Receiving[], doubt: Doubt['reason'] | undefined): Fold {
  const nothing =
    doubt === 'begun-late'
      ? 'Nothing is published on it since the file begins, which is after the call began.'
      : doubt === 'unanswered'
        ? 'Whether anything is published on it is unknown: the file shows no answered offer.'
        : 'Nothing is published on it.';
  const stable = receiving.length > 0 && receiving.every(({ state }) => state === 'stable');
  const pattern = stable ? receiving[0]!.pattern : null;
  const reasons = [nothing, ...(pattern ? [PATTERN_TEXTS[pattern]] : [])];
  return { verdict: stable ? 'stable' : 'unknown', pattern, reasons };
}

/** `12 remote video publishes made 12 transceivers here, 11 of which no longer receive.` */
function pilingUp({ state, starts, made, done, kind }: Receiving): string[] {
  if (state !== 'piling-up') return [];
  return [`${starts} remote ${kind} publishes made ${made} transceivers here, ${done} of which no longer receive.`];
}
