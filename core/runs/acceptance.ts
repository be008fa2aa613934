import type { Patch } from '../../protocol/state';
import { FIRST_FRAME_MS } from '../history/publish-facts';
import { countOf } from '../history/subject';
import type { PublishFacts } from '../model/data';
import type { CheckResult, CheckVerdict } from '../model/types';
import { PATCH_NAMES } from '../patches/patches';
import {
  inPhase,
  type PublishesDocument,
  type PublishGroup,
  phasesAt,
  publishGroupsOf,
  type RunSpan,
} from './compare/publish-groups';

/** Publishes needed after the first one: a single one may be chance. */
export const MIN_FURTHER_PUBLISHES = 2;

export interface CheckInput extends RunSpan {
  /** Documents of the run. */
  documents: readonly PublishesDocument[];
  /** The patch in force when the run began. */
  patch: Patch;
  /** Time of the check, epoch ms. */
  now: number;
}

interface CheckNotes {
  fails: string[];
  missing: string[];
}

/**
 * Checks whether repeated shares are bounded: the first share of each kind on each connection may add
 * a transceiver, further shares may not; at most one idle transceiver may be left; each share must
 * encode a frame. Counted from the log, without estimates.
 */
export function checkAcceptance(input: CheckInput): CheckResult {
  const groups = publishGroupsOf(input.documents, input);
  const checkable = groups.filter(({ facts }) => facts.length > MIN_FURTHER_PUBLISHES);
  const notes = checkable.map((group) => check(group, input.to ?? input.now));
  const fails = notes.flatMap((note) => note.fails);
  const missing = notes.flatMap((note) => note.missing);
  if (checkable.length === 0) missing.push(tooFew(groups[0]));
  if (input.documents.some(({ history }) => history.incomplete)) {
    missing.push('The log no longer holds everything, so a share may not have been counted.');
  }
  const verdict: CheckVerdict = fails.length > 0 ? 'FAIL' : missing.length > 0 ? 'INCONCLUSIVE' : 'PASS';
  return { at: input.now, verdict, rule: ruleOf(checkable, input.patch), reasons: fails.length > 0 ? fails : missing };
}

function ruleOf(groups: readonly PublishGroup[], patch: Patch): string {
  const counted = groups.map(({ facts, subject, connection }) => `${countOf(facts.length, subject)} on #${connection}`);
  const rule = `PASS: after the first share of a kind on a connection, the further shares (at least ${MIN_FURTHER_PUBLISHES}) add no transceiver, leave at most one idle, and each share encodes a frame within ${FIRST_FRAME_MS / 1000} s.`;
  const checked = counted.length > 0 ? ` Checked: ${counted.join(', ')}.` : '';
  const patched = patch === 'none' ? '' : ` The patch ${PATCH_NAMES[patch]} was on, so this is about the patched page.`;
  return rule + checked + patched;
}

function tooFew(largest: PublishGroup | undefined): string {
  const advice = `Share and stop ${MIN_FURTHER_PUBLISHES + 1} times in one page`;
  if (!largest) return `Nothing was published. ${advice}.`;
  return `${countOf(largest.facts.length, largest.subject)} of ${MIN_FURTHER_PUBLISHES + 1} on a connection. ${advice}.`;
}

function check(group: PublishGroup, end: number): CheckNotes {
  const notes: CheckNotes = { fails: [], missing: [] };
  const { facts, subject, connection, document } = group;
  const onConnection = `on #${connection}`;
  const name = (i: number) => `${capital(subject)} ${i + 1} ${onConnection}`;
  facts.forEach((publish, i) => {
    if (i > 0) checkAdded(group, i, name(i), notes);
    checkSent(publish, name(i), notes);
  });
  const idle = inPhase(phasesAt(document.history.steps, sendersOf(facts), end), 'idle');
  if (idle > 1) notes.fails.push(`${countOf(facts.length, subject)} ${onConnection} left ${idle} transceivers idle.`);
  return notes;
}

/** A share that creates a transceiver while another one is removed (a recycled m-line) does not add one. */
function checkAdded({ document, facts, kind }: PublishGroup, i: number, name: string, notes: CheckNotes): void {
  const [first, share] = [facts[0]!, facts[i]!];
  const { steps, publishes } = document.history;
  const made = steps.find((step) => step.transceiver === share.transceiver)?.at ?? share.at;
  const used = publishes.some((publish) => publish.transceiver === share.transceiver && publish.at < share.at);
  if (used || made <= first.at) return;
  const senders = sendersOf(facts.slice(0, i + 1));
  const now = phasesAt(steps, senders, share.at);
  if (now.size <= phasesAt(steps, senders, first.at).size) return;
  const idle = inPhase(now, 'idle');
  if (idle > 0) notes.fails.push(`${name} added a ${kind} transceiver although ${idle} idle ${wereText(idle)} there.`);
  else if (inPhase(now, 'sending') > 1) {
    notes.missing.push(`${name} began before the last one ended: share and stop one after the other.`);
  } else notes.fails.push(`${name} added a ${kind} transceiver.`);
}

function checkSent({ sent, noFrame, kind }: PublishFacts, name: string, notes: CheckNotes): void {
  const what = kind === 'video' ? 'encoded no frame' : 'sent nothing';
  if (noFrame === true) notes.fails.push(`${name} ${what} within ${FIRST_FRAME_MS / 1000} s.`);
  else if (sent === false) notes.fails.push(`${name} ${what} before it ended.`);
  else if (sent === null)
    notes.missing.push(`Whether ${name.charAt(0).toLowerCase()}${name.slice(1)} sent is unknown.`);
}

const sendersOf = (facts: readonly PublishFacts[]) => new Set(facts.map((publish) => publish.transceiver));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const wereText = (count: number) => (count === 1 ? 'transceiver was' : 'transceivers were');
