import { PATCH_NAMES } from '../patches';
import { countOf, type Subject } from '../subject';
import type { Evidence } from './evidence';
import { type Pattern, patternText } from './pattern';
import { ENOUGH_PUBLISHES, type VerdictState } from './rule';
import type { Finding } from './types';

interface Told {
  state: VerdictState;
  pattern: Pattern | null;
  subject: Subject;
  counts: Pick<Finding, 'publishes' | 'made' | 'sending' | 'idle' | 'removed'>;
  /** Transceivers that ever sent this. */
  ever: number;
  byPatch: boolean;
  awaiting: number;
}

/** The exact counts in the user's words, and why they come to this verdict. */
export function wordsFor(told: Told, evidence: Evidence): Pick<Finding, 'sentence' | 'because'> {
  const { state, pattern, counts } = told;
  if (state === 'growing') {
    const because =
      counts.publishes === counts.made
        ? 'Each publish adds a transceiver although idle ones are there.'
        : 'Publishes go on adding transceivers although idle ones are there.';
    return { sentence: `${count(told, evidence)} made ${made(told)}, ${counts.idle} idle, ${gone(told)}.`, because };
  }
  if (state === 'unknown') return { sentence: tooLittle(told, evidence), because: missing(told) };
  return { sentence: stable(told, evidence), because: patternText(pattern!, evidence.patch, told.byPatch) };
}

function stable(told: Told, evidence: Evidence): string {
  const { pattern, counts } = told;
  const { idle, sending } = counts;
  const published = count(told, evidence);
  if (pattern === 'in-use') return `${published}, all ${sending} sending.`;
  if (pattern === 'participants') return `${published} made ${made(told)}, ${idle} idle.`;
  if (pattern === 'recycled' || pattern === 'stopped-awaiting') {
    return `${published} made ${made(told)}, ${idle} idle, ${gone(told)}.`;
  }
  return `${published} made ${counts.made === 0 ? 'no new transceiver' : made(told)}${idle > 0 ? `, ${idle} idle` : ''}.`;
}

function tooLittle(told: Told, evidence: Evidence): string {
  const { subject, counts, ever } = told;
  const { publishes, sending, idle } = counts;
  const { switchedAt, since } = evidence;
  if (publishes === 0) {
    const when = switchedAt !== null && switchedAt >= since ? sinceSwitch(evidence) : ' since the view was cleared';
    return `No ${subject} yet${when} (${sending} sending, ${idle} idle from before).`;
  }
  return `Too little to say: ${count(told, evidence)}, ${transceivers(ever)} (${sending} sending, ${idle} idle).`;
}

function missing({ counts }: Told): string {
  const more = ENOUGH_PUBLISHES - counts.publishes;
  if (counts.publishes === 0) return `Publish and unpublish ${ENOUGH_PUBLISHES} times, and it can be told.`;
  return `Publish and unpublish ${ENOUGH_PUBLISHES} times, and it can be told: ${more} more.`;
}

function count({ subject, counts }: Told, evidence: Evidence): string {
  return `${evidence.incomplete ? 'at least ' : ''}${countOf(counts.publishes, subject)}${sinceSwitch(evidence)}`;
}

function sinceSwitch({ patch, switchedAt }: Evidence): string {
  if (switchedAt === null) return '';
  return patch === 'none' ? ' since the patch was switched off' : ` with ${PATCH_NAMES[patch]} on`;
}

const made = ({ counts }: Told) => transceivers(counts.made);

function gone({ counts: { removed }, awaiting }: Told): string {
  if (removed === 0) return 'none removed';
  return awaiting > 0 ? `${removed} stopped` : `${removed} removed`;
}

const transceivers = (count: number) => `${count} transceiver${count === 1 ? '' : 's'}`;
