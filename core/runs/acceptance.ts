import type { Patch } from '../../protocol/state';
import { FIRST_FRAME_MS, type PublishFacts } from '../history/publish-facts';
import { countOf } from '../history/subject';
import type { CheckResult, CheckVerdict } from '../model/types';
import { PATCH_NAMES } from '../patches/patches';
import { inPhase, phasesAt, type RunSpan, type Shares, type SharesDocument, sharesOf } from './publish-groups';

/** Shares after the first that are needed: one alone may be chance. */
export const FURTHER_SHARES = 2;

export interface CheckInput extends RunSpan {
  /** DocumentRecords of the run, or what has their history. */
  documents: readonly SharesDocument[];
  /** In force when the run began. */
  patch: Patch;
  /** Epoch ms, when the check is made. */
  now: number;
}

interface Finding {
  fails: string[];
  missing: string[];
}

/**
 * Whether sharing again and again is bounded: the first share of each kind on each connection may
 * add a transceiver, the further ones may not; at most one idle one may be left; each share must
 * encode a frame. Counted from the log, nothing is estimated.
 */
export function checkAcceptance(input: CheckInput): CheckResult {
  const groups = sharesOf(input.documents, input);
  const enough = groups.filter(({ facts }) => facts.length > FURTHER_SHARES);
  const findings = enough.map((group) => check(group, input.to ?? input.now));
  const fails = findings.flatMap((each) => each.fails);
  const missing = findings.flatMap((each) => each.missing);
  if (enough.length === 0) missing.push(tooFew(groups[0]));
  if (input.documents.some(({ history }) => history.incomplete)) {
    missing.push('The log no longer holds everything, so a share may not have been counted.');
  }
  const verdict: CheckVerdict = fails.length > 0 ? 'FAIL' : missing.length > 0 ? 'INCONCLUSIVE' : 'PASS';
  return { at: input.now, verdict, rule: ruleOf(enough, input.patch), reasons: fails.length > 0 ? fails : missing };
}

function ruleOf(groups: readonly Shares[], patch: Patch): string {
  const counted = groups.map(({ facts, subject, connection }) => `${countOf(facts.length, subject)} on #${connection}`);
  const rule = `After the first share of a kind on a connection, the further shares (at least ${FURTHER_SHARES}) add no transceiver, leave at most one of theirs idle, and each share encodes a frame within ${FIRST_FRAME_MS / 1000} s.`;
  const checked = counted.length > 0 ? ` Checked: ${counted.join(', ')}.` : '';
  const patched = patch === 'none' ? '' : ` The patch ${PATCH_NAMES[patch]} was on: this is about the patched page.`;
  return rule + checked + patched;
}

function tooFew(most: Shares | undefined): string {
  const need = `Share and stop ${FURTHER_SHARES + 1} times in one page`;
  if (!most) return `Nothing was published. ${need}.`;
  return `Only ${countOf(most.facts.length, most.subject)} on a connection. ${need}.`;
}

function check(group: Shares, end: number): Finding {
  const finding: Finding = { fails: [], missing: [] };
  const { facts, subject, connection, document } = group;
  const where = `on #${connection}`;
  const name = (i: number) => `${capital(subject)} ${i + 1} ${where}`;
  facts.forEach((each, i) => {
    if (i > 0) checkAdded(group, i, name(i), finding);
    checkSent(each, name(i), finding);
  });
  const idle = inPhase(phasesAt(document.history.steps, sendersOf(facts), end), 'idle');
  if (idle > 1) finding.fails.push(`${countOf(facts.length, subject)} ${where} left ${idle} transceivers idle.`);
  return finding;
}

/** A share that makes a transceiver while one of the others goes for good (a recycled m-line) adds none. */
function checkAdded({ document, facts, kind }: Shares, i: number, name: string, finding: Finding): void {
  const [first, share] = [facts[0]!, facts[i]!];
  const { steps, publishes } = document.history;
  const made = steps.find((step) => step.transceiver === share.transceiver)?.at ?? share.at;
  const used = publishes.some((each) => each.transceiver === share.transceiver && each.at < share.at);
  if (used || made <= first.at) return;
  const senders = sendersOf(facts.slice(0, i + 1));
  const now = phasesAt(steps, senders, share.at);
  if (now.size <= phasesAt(steps, senders, first.at).size) return;
  const idle = inPhase(now, 'idle');
  if (idle > 0) finding.fails.push(`${name} added a ${kind} transceiver although ${idle} idle ${be(idle)} there.`);
  else if (inPhase(now, 'sending') > 1) {
    finding.missing.push(`${name} began before the last one ended: share and stop one after the other.`);
  } else finding.fails.push(`${name} added a ${kind} transceiver.`);
}

function checkSent({ sent, noFrame, kind }: PublishFacts, name: string, finding: Finding): void {
  const what = kind === 'video' ? 'encoded no frame' : 'sent nothing';
  if (noFrame === true) finding.fails.push(`${name} ${what} within ${FIRST_FRAME_MS / 1000} s.`);
  else if (sent === false) finding.fails.push(`${name} ${what} before it ended.`);
  else if (sent === null)
    finding.missing.push(`Whether ${name.charAt(0).toLowerCase()}${name.slice(1)} sent is unknown.`);
}

const sendersOf = (facts: readonly PublishFacts[]) => new Set(facts.map((each) => each.transceiver));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const be = (count: number) => (count === 1 ? 'one was' : 'ones were');
