import { countOf, type Subject } from '../history/subject';
import { PATCH_NAMES } from '../patches/patches';
import type { Evidence } from './evidence';
import { type Pattern, patternText } from './publishes/pattern';
import type { PublishVerdict } from './publishes/publish-verdict';
import { ENOUGH_PUBLISHES, type VerdictState } from './publishes/rule';

interface SubjectCounts {
  state: VerdictState;
  pattern: Pattern | null;
  /** The count rises with each publish, and no transceiver was idle before the next publish. */
  climbing: boolean;
  subject: Subject;
  counts: Pick<PublishVerdict, 'publishes' | 'made' | 'sending' | 'idle' | 'removed'>;
  /** Number of transceivers that have sent this subject. */
  ever: number;
  byPatch: boolean;
  awaiting: number;
  /** Its connection is closed or its page gone. */
  ended: boolean;
  /** Why the file does not allow a verdict; null if it does. */
  doubt: string | null;
}

/** The exact counts as a sentence, and the reason for the verdict. */
export function wordsFor(facts: SubjectCounts, evidence: Evidence): Pick<PublishVerdict, 'sentence' | 'because'> {
  const { state, pattern, counts, doubt } = facts;
  if (doubt !== null) return { sentence: doubtedText(facts, evidence), because: doubt };
  if (state === 'growing') {
    const because =
      counts.publishes === counts.made
        ? 'Every publish adds a transceiver although idle ones are available.'
        : 'Publishes keep adding transceivers although idle ones are available.';
    return {
      sentence: `${countText(facts, evidence)} made ${madeText(facts)}, ${counts.idle} idle, ${removedText(facts)}.`,
      because,
    };
  }
  if (state === 'unknown' && facts.climbing)
    return { sentence: climbingText(facts, evidence), because: CLIMBING_REASON };
  if (state === 'unknown') return { sentence: tooFewText(facts, evidence), because: missingText(facts) };
  return { sentence: stableText(facts, evidence), because: patternText(pattern!, evidence.patch, facts.byPatch) };
}

function stableText(facts: SubjectCounts, evidence: Evidence): string {
  const { pattern, counts } = facts;
  const { idle, sending } = counts;
  const published = countText(facts, evidence);
  if (pattern === 'in-use') return `${published}, ${allText(sending)} sending${atEndText(facts)}.`;
  if (pattern === 'participants') return `${published} made ${madeText(facts)}, ${idle} idle.`;
  if (pattern === 'recycled' || pattern === 'stopped-awaiting') {
    return `${published} made ${madeText(facts)}, ${idle} idle, ${removedText(facts)}.`;
  }
  return `${published} made ${counts.made === 0 ? 'no new transceiver' : madeText(facts)}${idle > 0 ? `, ${idle} idle` : ''}.`;
}

const CLIMBING_REASON =
  'Each of the last publishes added a transceiver, and no later one has reused any. Participants who join look like this, and so do senders that the page never takes away.';

function climbingText(facts: SubjectCounts, evidence: Evidence): string {
  const { sending, idle } = facts.counts;
  if (idle === 0) return `${countText(facts, evidence)}, ${allText(sending)} sending${atEndText(facts)}.`;
  return `${countText(facts, evidence)} made ${madeText(facts)}, ${sending} sending, ${idle} idle${atEndText(facts)}.`;
}

/** What is counted, without a word on where it leads. */
function doubtedText(facts: SubjectCounts, evidence: Evidence): string {
  const { sending, idle } = facts.counts;
  return `${countText(facts, evidence)}, ${sending} sending, ${idle} idle${atEndText(facts)}.`;
}

function tooFewText(facts: SubjectCounts, evidence: Evidence): string {
  const { subject, counts, ever } = facts;
  const { publishes, sending, idle, removed } = counts;
  const { switchedAt, since } = evidence;
  if (publishes === 0) {
    const when = switchedAt !== null && switchedAt >= since ? sinceSwitchText(evidence) : ' since the view was cleared';
    return `No ${subject} yet${when} (${sending} sending, ${idle} idle from before).`;
  }
  // A publish that stays on can't be judged, and more publishes like it would not change that.
  if (idle === 0 && removed === 0)
    return `${countText(facts, evidence)}, ${allText(sending)} sending${atEndText(facts)}.`;
  const counted = `${countText(facts, evidence)}, ${transceiversText(ever)} (${sending} sending, ${idle} idle${atEndText(facts)})`;
  return facts.ended ? `${counted}.` : `Not enough data: ${counted}. Needs ${moreText(facts)}.`;
}

function missingText(facts: SubjectCounts): string {
  const { publishes, idle, removed } = facts.counts;
  if (facts.ended) return `It ended after fewer than ${ENOUGH_PUBLISHES} publishes.`;
  if (publishes === 0) return `Publish and unpublish ${ENOUGH_PUBLISHES} times.`;
  if (idle > 0 || removed > 0) return `A verdict needs ${ENOUGH_PUBLISHES} publishes: ${moreText(facts)}.`;
  return `Nothing has been unpublished. Needs ${moreText(facts)}.`;
}

/** `2 more screen shares`. */
function moreText({ subject, counts }: SubjectCounts): string {
  return countOf(ENOUGH_PUBLISHES - counts.publishes, subject).replace(' ', ' more ');
}

const allText = (sending: number) => (sending === 0 ? 'none' : sending === 1 ? '1' : `all ${sending}`);

/** Added to the counts of a connection or page that has ended. */
const atEndText = ({ ended }: SubjectCounts) => (ended ? ' until the end' : '');

function countText({ subject, counts }: SubjectCounts, evidence: Evidence): string {
  return `${evidence.incomplete ? 'at least ' : ''}${countOf(counts.publishes, subject)}${sinceSwitchText(evidence)}`;
}

function sinceSwitchText({ patch, switchedAt }: Evidence): string {
  if (switchedAt === null) return '';
  return patch === 'none' ? ' since the patch was switched off' : ` with ${PATCH_NAMES[patch]} on`;
}

const madeText = ({ counts }: SubjectCounts) => transceiversText(counts.made);

function removedText({ counts: { removed }, awaiting }: SubjectCounts): string {
  if (removed === 0) return 'none removed';
  return awaiting > 0 ? `${removed} stopped` : `${removed} removed`;
}

const transceiversText = (count: number) => `${count} transceiver${count === 1 ? '' : 's'}`;
