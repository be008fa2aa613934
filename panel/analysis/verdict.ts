import type { StateEntry } from '../../protocol/log';
import type { Kind, Patch, SourceType, TransceiverState } from '../../protocol/state';
import { estimateOf, formatTotal, sumOf, type Total, totalOf } from './memory';
import { PATCH_NAMES } from './patches';
import { type Group, type Publish, publishesOf } from './publishes';
import { type Culprit, culpritOf } from './stack';

/** What one document offers to judge by. */
export interface Evidence {
  document: string;
  steps: readonly StateEntry[];
  /** Only these connections; null for all. */
  connections: ReadonlySet<number> | null;
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
}

export type VerdictState = 'growing' | 'stable' | 'unknown';

/** One kind of source of one connection: screen shares, camera publishes, … */
export interface Finding {
  document: string;
  connection: number;
  kind: Kind;
  state: VerdictState;
  /** Its connection is closed or its page gone: how it was at its end. */
  ended: boolean;
  /** Why it is stable, or what is missing to tell. */
  pattern: string;
  /** The exact counts, in the user's words. */
  sentence: string;
  publishes: number;
  made: number;
  sending: number;
  idle: number;
  removed: number;
  idleEstimate: Total;
  culprit: Culprit;
}

export interface Verdict {
  state: VerdictState;
  /** Without the estimate and the place, which the view adds as parts of their own. */
  sentence: string;
  /** The finding that the sentence is about. */
  chief: Finding | null;
  findings: Finding[];
  /** Encoders behind all idle senders in scope, not only the chief finding's. */
  idleEstimate: Total;
}

/** Publishes needed before anything is said: the first can find nothing idle, two may be chance. */
export const ENOUGH_PUBLISHES = 3;

/** Judges what the documents' logs tell: grows, stable, or too little to say. */
export function judge(evidence: readonly Evidence[]): Verdict {
  const findings = evidence.flatMap(findingsOf).sort(byWeight);
  const chief = findings[0] ?? null;
  const idleEstimate = sumOf(findings.map((finding) => finding.idleEstimate));
  if (!chief) return { state: 'unknown', sentence: 'Nothing has been published yet.', chief, findings, idleEstimate };
  const others = findings.filter((each) => each.state === 'growing' && each.ended === chief.ended).length - 1;
  const more = chief.state === 'growing' && others > 0 ? ` (and ${others} more growing).` : '.';
  return { state: chief.state, sentence: chief.sentence.replace(/\.$/, more), chief, findings, idleEstimate };
}

const WEIGHT: Record<VerdictState, number> = { growing: 2, stable: 1, unknown: 0 };

function byWeight(a: Finding, b: Finding): number {
  return (
    Number(a.ended) - Number(b.ended) ||
    WEIGHT[b.state] - WEIGHT[a.state] ||
    b.idle - a.idle ||
    b.publishes - a.publishes
  );
}

type Subject = 'screen share' | 'camera publish' | 'microphone publish' | 'video publish' | 'audio publish';

function subjectOf(source: SourceType | null, kind: Kind): Subject {
  if (kind === 'video' && (source === 'screen' || source === 'window' || source === 'tab')) return 'screen share';
  if (source === 'camera') return 'camera publish';
  if (source === 'microphone') return 'microphone publish';
  return `${kind} publish`;
}

function findingsOf(evidence: Evidence): Finding[] {
  const { steps, connections, since, switchedAt } = evidence;
  const start = Math.max(since, switchedAt ?? 0);
  return publishesOf(steps)
    .filter((group) => !connections || connections.has(group.connection))
    .flatMap((group) => {
      const bySubject = new Map<Subject, Publish[]>();
      for (const publish of group.publishes) {
        const subject = subjectOf(publish.source, group.kind);
        const list = bySubject.get(subject);
        if (list) list.push(publish);
        else bySubject.set(subject, [publish]);
      }
      return [...bySubject].map(([subject, all]) => finding(evidence, group, subject, all, start));
    });
}

function finding(evidence: Evidence, group: Group, subject: Subject, all: Publish[], start: number): Finding {
  const recent = all.filter((publish) => publish.at >= start);
  const ids = new Set(all.map((publish) => publish.transceiver));
  const inPhase = (phase: string) => [...ids].filter((id) => group.phases.get(id) === phase);
  const ended = evidence.ended(group.connection);
  const idleOnes = ended ? [] : inPhase('idle').flatMap((id) => evidence.transceivers.get(id) ?? []);
  const added = recent.filter((publish) => publish.added);
  const counts = {
    publishes: recent.length,
    made: added.length,
    sending: inPhase('sending').length,
    idle: inPhase('idle').length,
    removed: inPhase('stopped').length,
  };
  const reused = recent.some(({ transceiver }) => (evidence.transceivers.get(transceiver)?.reused ?? 0) > 0);
  const state = stateOf(recent);
  const newest = added.at(-1) ?? all.findLast((publish) => publish.added);
  const madeStack = newest && evidence.transceivers.get(newest.transceiver)?.madeStack;
  return {
    document: evidence.document,
    connection: group.connection,
    kind: group.kind,
    state,
    ended,
    ...counts,
    ...words(state, subject, counts, evidence, ids.size, reused),
    idleEstimate: totalOf(idleOnes.map(estimateOf)),
    culprit: culpritOf(typeof madeStack === 'number' ? evidence.stackOf(madeStack) : null),
  };
}

/**
 * Growing: the last publishes, two at least, each added a transceiver although idle ones were
 * there, and those became more. That is counted, not guessed from a curve; an app that keeps one
 * spare, stops the old one later, or has many participants sending never meets it.
 */
function stateOf(publishes: readonly Publish[]): VerdictState {
  if (publishes.length < ENOUGH_PUBLISHES) return 'unknown';
  const first = publishes.findLastIndex((publish) => !publish.added || publish.idleBefore === 0) + 1;
  const run = publishes.slice(first);
  if (run.length >= 2 && run.at(-1)!.idleBefore > run[0]!.idleBefore) return 'growing';
  return run.length >= 1 && run.length < 3 && run.length === publishes.length - 1 ? 'unknown' : 'stable';
}

function words(
  state: VerdictState,
  subject: Subject,
  counts: Pick<Finding, 'publishes' | 'made' | 'sending' | 'idle' | 'removed'>,
  { patch, switchedAt, incomplete, since: sinceView }: Evidence,
  ever: number,
  reused: boolean,
): { sentence: string; pattern: string } {
  const { publishes, made, sending, idle, removed } = counts;
  const since =
    switchedAt === null
      ? ''
      : patch === 'none'
        ? ' since the patch was switched off'
        : ` with ${PATCH_NAMES[patch]} on`;
  const count = `${incomplete ? 'at least ' : ''}${number(publishes, subject)}${since}`;
  const transceivers = number(made, 'transceiver');
  const gone = removed === 0 ? 'none removed' : `${removed} removed`;

  if (state === 'growing') {
    const sentence = `${count} made ${transceivers}, ${idle} idle, ${gone}.`;
    return { sentence, pattern: 'Each publish adds a transceiver although idle ones are there.' };
  }
  if (state === 'unknown') {
    if (publishes === 0) {
      const when = switchedAt !== null && switchedAt >= sinceView ? since : ' since the view was cleared';
      const sentence = `No ${subject} yet${when} (${sending} sending, ${idle} idle from before).`;
      return { sentence, pattern: `Publish and unpublish ${ENOUGH_PUBLISHES} times, and it can be told.` };
    }
    const sentence = `Too little to say: ${count}, ${number(ever, 'transceiver')} (${sending} sending, ${idle} idle).`;
    return { sentence, pattern: `Publish and unpublish ${ENOUGH_PUBLISHES} times, and it can be told.` };
  }
  if (made < publishes) {
    const before = idle > 0 ? `, ${idle} idle` : '';
    const sentence = `${count} made ${made === 0 ? 'no new transceiver' : transceivers}${before}.`;
    return { sentence, pattern: reused ? 'The patch hands idle ones back.' : 'The page reuses or resumes its own.' };
  }
  if (idle === 0 && removed === 0) {
    return { sentence: `${count}, all ${sending} sending.`, pattern: 'All are in use.' };
  }
  if (removed > 0) {
    return {
      sentence: `${count} made ${transceivers}, ${idle} idle, ${gone}.`,
      pattern: patch === 'stop' ? 'The patch stops old ones.' : 'The page stops old ones.',
    };
  }
  return { sentence: `${count} made ${transceivers}, ${idle} idle.`, pattern: 'The idle ones do not become more.' };
}

function number(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : noun.endsWith('sh') ? `${noun}es` : `${noun}s`}`;
}

/** How the sentence begins; empty where it speaks for itself. */
export function verdictHead({ state, chief }: Verdict): string {
  if (state === 'unknown') return '';
  if (chief?.ended) return state === 'growing' ? 'Grew until it ended:' : 'Was stable:';
  return state === 'growing' ? 'Growing:' : 'Stable:';
}

/** The whole sentence as plain text, with the estimate: for a screen reader, a title or a copy. */
export function verdictText(verdict: Verdict): string {
  const { sentence, idleEstimate } = verdict;
  const cost = idleEstimate.senders > 0 ? ` Idle encoders ≈ ${formatTotal(idleEstimate)} (estimate).` : '';
  return `${verdictHead(verdict)} ${sentence}${cost}`.trim();
}
