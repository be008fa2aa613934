import { type ConnectionVerdict, connectionVerdicts } from '../verdict/connection';
import type { VerdictState } from '../verdict/publishes/rule';
import { judge, type PublishVerdict, type Verdict, verdictHead, verdictText } from '../verdict/verdict';
import { costSentence, type Facts, type Finding, findingHead } from './finding';
import { findIn, type Unchecked, uncheckedIn } from './index';

/** Everything that can be said of a recording or a live page; each shell prints the same. */
export interface Result {
  /** Growing if anything grows; else as the publishes are; unknown where something found can't be told yet. */
  state: VerdictState;
  headline: Headline;
  /** The dearest first. */
  findings: readonly Finding[];
  /** What the page publishes, whether it grows or not. */
  publishing: Verdict;
  connections: readonly ConnectionVerdict[];
  /** What its source can't tell. */
  unchecked: readonly Unchecked[];
}

/** The first thing to say. */
export interface Headline {
  /** `Growing:`; empty where the sentence speaks for itself. */
  head: string;
  /** Without the cost and the place, which a view adds as parts of their own. */
  sentence: string;
  /** What it is about; null where nothing is found, and it is about what the page publishes. */
  finding: Finding | null;
  /** The whole of it as plain text, with the cost. */
  text: string;
}

const findings = new WeakMap<Facts, readonly Finding[]>();

/** What is found in a document, looked for once for the same facts. */
function findingsOf(facts: Facts): readonly Finding[] {
  let found = findings.get(facts);
  if (!found) {
    found = findIn(facts);
    findings.set(facts, found);
  }
  return found;
}

/**
 * Judges documents: what was found, the dearest first, and what the first thing to say is.
 * @param steady what is shown of what was found, where it is looked at again and again (SteadyFindings)
 */
export function resultOf(
  documents: readonly Facts[],
  steady = (found: readonly Finding[]): readonly Finding[] => found,
): Result {
  const publishing = judge(documents.map(({ evidence }) => evidence));
  const findings = [...steady(documents.flatMap(findingsOf))].sort(byCost);
  return {
    state: stateOf(findings, publishing),
    headline: headlineOf(findings, publishing),
    findings,
    publishing: settled(publishing, findings),
    connections: documents.flatMap(({ evidence }) => connectionVerdicts(evidence)).map((each) => grown(each, findings)),
    unchecked: uncheckedIn(documents),
  };
}

/** What grows now: what has ended no longer does. */
export function growingIn(documents: readonly Facts[]): Finding[] {
  return documents.flatMap(findingsOf).filter(({ state, ended }) => state === 'growing' && !ended);
}

/** Of what is found and published together. */
export function stateOf(findings: readonly Finding[], publishing: Verdict): VerdictState {
  if (findings.some(({ state }) => state === 'growing')) return 'growing';
  return findings.some(({ state }) => state === 'unknown') ? 'unknown' : publishing.state;
}

/**
 * A source whose publishes alone can't tell (its senders become more) grows where a finding can tell that: one
 * word for it everywhere.
 */
function settled(publishing: Verdict, findings: readonly Finding[]): Verdict {
  const settle = (row: PublishVerdict): PublishVerdict => {
    if (row.state !== 'unknown') return row;
    const finding = findings.find(
      ({ state, document, connection, subject }) =>
        state === 'growing' && document === row.document && connection === row.connection && subject === row.subject,
    );
    return finding ? { ...row, state: finding.state, because: finding.advice } : row;
  };
  const rows = publishing.findings.map(settle);
  const { primary } = publishing;
  return { ...publishing, findings: rows, primary: primary && rows[publishing.findings.indexOf(primary)]! };
}

/** A connection grows if anything of it does, whatever kind that is. */
function grown(verdict: ConnectionVerdict, findings: readonly Finding[]): ConnectionVerdict {
  if (verdict.verdict === 'growing') return verdict;
  const growing = findings.filter(
    ({ state, document, connection }) =>
      state === 'growing' && document === verdict.document && connection === verdict.connection,
  );
  if (growing.length === 0) return verdict;
  const reasons = [...verdict.reasons, ...growing.map(({ sentence }) => sentence)];
  return { ...verdict, verdict: 'growing', pattern: null, reasons };
}

/** What is there before what has ended; then what costs most; then what grows; then the most. */
function byCost(a: Finding, b: Finding): number {
  return (
    Number(a.ended) - Number(b.ended) ||
    significant(b) - significant(a) ||
    Number(b.state === 'growing') - Number(a.state === 'growing') ||
    weightOf(b) - weightOf(a) ||
    b.count - a.count
  );
}

/** MB below which an estimate tells no order: what grows comes first then. */
const SMALL = 5;
const significant = (finding: Finding) => (weightOf(finding) < SMALL ? 0 : weightOf(finding));

/** By what it holds at least: a wide range is no reason to come first. An encoder in doubt has no least. */
const weightOf = ({ cost: { range }, weight }: Finding) => (range ? range.low || range.high : weight);

/** @param findings the dearest first */
export function headlineOf([first, ...rest]: readonly Finding[], publishing: Verdict): Headline {
  if (!first) {
    const { sentence } = publishing;
    return { head: verdictHead(publishing), sentence, finding: null, text: verdictText(publishing) };
  }
  const head = findingHead(first);
  const growing = rest.filter(({ state, ended }) => state === 'growing' && ended === first.ended).length;
  const more = first.state === 'growing' && growing > 0 ? ` (and ${growing} more growing).` : '.';
  const sentence = first.sentence.replace(/\.$/, more);
  return { head, sentence, finding: first, text: [head, sentence, costSentence(first)].filter(Boolean).join(' ') };
}
