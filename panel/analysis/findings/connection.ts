import type { Kind } from '../../../protocol/state';
import { groupBy } from '../groupBy';
import { publishesOf } from '../publishes';
import type { Evidence } from './evidence';
import { findingsOf } from './finding';
import type { Pattern } from './pattern';
import { PATTERN_TEXTS } from './pattern';
import { type Receiving, receivingOf } from './receiving';
import type { VerdictState } from './rule';
import type { Finding } from './types';

/** One connection in figures; how it is now, or was at its end. */
export interface ConnectionVerdict {
  document: string;
  connection: number;
  verdict: VerdictState;
  /** Why it is stable; null where it is not, and where more than one pattern is at work in equal parts. */
  pattern: Pattern | null;
  /** Sentences. */
  reasons: string[];
  /** Send starts of both kinds, those before a patch was switched and before the view was cleared too. */
  publishes: number;
  /** Still there: neither removed nor stopped and negotiated away. */
  transceivers: Record<Kind, number>;
  idle: Record<Kind, number>;
  /** m-lines and bytes of the local description; null where not known. */
  mLines: number | null;
  sdpBytes: number | null;
}

/** Folds what is found of each connection into one verdict: growing if anything of it grows. */
export function connectionVerdicts(evidence: Evidence): ConnectionVerdict[] {
  const { document, states, steps, connections } = evidence;
  const findings = groupBy(findingsOf(evidence), (finding) => finding.connection);
  const receiving = groupBy(receivingOf(evidence), (each) => each.connection);
  const groups = groupBy(publishesOf(steps), (group) => group.connection);
  const ids = new Set([...states.keys(), ...groups.keys()]);
  return [...ids]
    .filter((id) => !connections || connections.has(id))
    .sort((a, b) => a - b)
    .map((id) => {
      const own = groups.get(id) ?? [];
      const count = (kind: Kind, test: (life: { phase: string; removed: boolean }) => boolean) =>
        own.reduce((sum, group) => sum + (group.kind === kind ? [...group.lives.values()].filter(test).length : 0), 0);
      const present = (kind: Kind) => count(kind, ({ removed }) => !removed);
      const idle = (kind: Kind) => count(kind, ({ phase }) => phase === 'idle');
      return {
        document,
        connection: id,
        ...fold(findings.get(id) ?? [], receiving.get(id) ?? []),
        publishes: own.reduce((sum, group) => sum + group.publishes.length, 0),
        transceivers: { audio: present('audio'), video: present('video') },
        idle: { audio: idle('audio'), video: idle('video') },
        mLines: states.get(id)?.mLines ?? null,
        sdpBytes: states.get(id)?.localSdpBytes ?? null,
      };
    });
}

type Fold = Pick<ConnectionVerdict, 'verdict' | 'pattern' | 'reasons'>;

function fold(findings: readonly Finding[], receiving: readonly Receiving[]): Fold {
  if (findings.length === 0) return foldReceiving(receiving);
  const byState = groupBy(findings, (finding) => finding.state);
  const verdict = byState.has('growing') ? 'growing' : byState.has('stable') ? 'stable' : 'unknown';
  const heavy = [...byState.get(verdict)!].sort((a, b) => b.publishes - a.publishes);
  const rest = findings.filter((finding) => finding.state !== verdict);
  const reasons = [...heavy, ...rest].map(({ sentence, because }) => `${sentence} ${because}`);
  return { verdict, pattern: heavy[0]!.pattern, reasons: [...reasons, ...receiving.flatMap(pilingUp)] };
}

function foldReceiving(receiving: readonly Receiving[]): Fold {
  const nothing = 'Nothing has been published on it.';
  const stable = receiving.length > 0 && receiving.every(({ state }) => state === 'stable');
  const pattern = stable ? receiving[0]!.pattern : null;
  const reasons = [nothing, ...(pattern ? [PATTERN_TEXTS[pattern]] : []), ...receiving.flatMap(pilingUp)];
  return { verdict: stable ? 'stable' : 'unknown', pattern, reasons };
}

/** `12 remote video publishes made 12 transceivers here, 11 of which no longer receive.` */
export function pilingUp({ state, starts, made, done, kind }: Receiving): string[] {
  if (state !== 'piling-up') return [];
  return [`${starts} remote ${kind} publishes made ${made} transceivers here, ${done} of which no longer receive.`];
}
