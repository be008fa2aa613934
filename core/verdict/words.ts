import { countOf, type Subject } from '../history/subject';
import { PATCH_NAMES } from '../patches/patches';
import type { Evidence } from './evidence';
import { type Pattern, patternText } from './pattern';
import type { PublishVerdict } from './publish-verdict';
import { ENOUGH_PUBLISHES, type VerdictState } from './rule';

interface Told {
  state: VerdictState;
  pattern: Pattern | null;
  /** There are more of them with each publish, and none was left idle before the next. */
  climbing: boolean;
  subject: Subject;
  counts: Pick<PublishVerdict, 'publishes' | 'made' | 'sending' | 'idle' | 'removed'>;
  /** Transceivers that ever sent this. */
  ever: number;
  byPatch: boolean;
  awaiting: number;
  /** Its connection is closed or its page gone. */
  ended: boolean;
}

/** The exact counts in the user's words, and why they come to this verdict. */
export function wordsFor(told: Told, evidence: Evidence): Pick<PublishVerdict, 'sentence' | 'because'> {
  const { state, pattern, counts } = told;
  if (state === 'growing') {
    const because =
      counts.publishes === counts.made
        ? 'Each publish adds a transceiver although idle ones are there.'
        : 'Publishes go on adding transceivers although idle ones are there.';
    return { sentence: `${count(told, evidence)} made ${made(told)}, ${counts.idle} idle, ${gone(told)}.`, because };
  }
  if (state === 'unknown' && told.climbing) return { sentence: climbing(told, evidence), because: CLIMBING };
  if (state === 'unknown') return { sentence: tooLittle(told, evidence), because: missing(told) };
  return { sentence: stable(told, evidence), because: patternText(pattern!, evidence.patch, told.byPatch) };
}

function stable(told: Told, evidence: Evidence): string {
  const { pattern, counts } = told;
  const { idle, sending } = counts;
  const published = count(told, evidence);
  if (pattern === 'in-use') return `${published}, ${all(sending)} sending${atEnd(told)}.`;
  if (pattern === 'participants') return `${published} made ${made(told)}, ${idle} idle.`;
  if (pattern === 'recycled' || pattern === 'stopped-awaiting') {
    return `${published} made ${made(told)}, ${idle} idle, ${gone(told)}.`;
  }
  return `${published} made ${counts.made === 0 ? 'no new transceiver' : made(told)}${idle > 0 ? `, ${idle} idle` : ''}.`;
}

const CLIMBING =
  'Each of the last publishes added a transceiver, and no later one has reused any. Participants who join look like this, and so do senders that the page never takes away.';

function climbing(told: Told, evidence: Evidence): string {
  const { sending, idle } = told.counts;
  if (idle === 0) return `${count(told, evidence)}, ${all(sending)} sending${atEnd(told)}.`;
  return `${count(told, evidence)} made ${made(told)}, ${sending} sending, ${idle} idle${atEnd(told)}.`;
}

function tooLittle(told: Told, evidence: Evidence): string {
  const { subject, counts, ever } = told;
  const { publishes, sending, idle, removed } = counts;
  const { switchedAt, since } = evidence;
  if (publishes === 0) {
    const when = switchedAt !== null && switchedAt >= since ? sinceSwitch(evidence) : ' since the view was cleared';
    return `No ${subject} yet${when} (${sending} sending, ${idle} idle from before).`;
  }
  // Whoever publishes once and keeps it on leaves nothing to be judged: more of the same would not settle it.
  if (idle === 0 && removed === 0) return `${count(told, evidence)}, ${all(sending)} sending${atEnd(told)}.`;
  const stand = `${count(told, evidence)}, ${transceivers(ever)} (${sending} sending, ${idle} idle${atEnd(told)})`;
  return told.ended ? `${stand}.` : `Too little to say: ${stand}; ${more(told)} would tell.`;
}

function missing(told: Told): string {
  const { publishes, idle, removed } = told.counts;
  if (told.ended) return `It ended after fewer than ${ENOUGH_PUBLISHES} publishes.`;
  if (publishes === 0) return `Publish and unpublish ${ENOUGH_PUBLISHES} times, and it can be told.`;
  const before = idle === 0 && removed === 0 ? 'Nothing has been unpublished. ' : '';
  return `${before}It can be told after ${more(told)}.`;
}

/** `2 more screen shares`. */
function more({ subject, counts }: Told): string {
  return countOf(ENOUGH_PUBLISHES - counts.publishes, subject).replace(' ', ' more ');
}

const all = (sending: number) => (sending === 0 ? 'none' : sending === 1 ? '1' : `all ${sending}`);

/** What was counted of something that is over. */
const atEnd = ({ ended }: Told) => (ended ? ' until the end' : '');

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
