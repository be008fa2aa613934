import { aboutTotal, sumOf, type Total, totalOf } from '../estimate/totals';
import { deadReceiversOf } from './dead-receivers';
import type { Evidence } from './evidence';
import { type PublishVerdict, publishVerdictsOf } from './publishes/publish-verdict';
import type { VerdictState } from './publishes/rule';
import { receivingOf } from './receiving';

export type { Evidence } from './evidence';
export type { PublishVerdict } from './publishes/publish-verdict';
export type { VerdictState } from './publishes/rule';

export interface Verdict {
  state: VerdictState;
  /** Without the estimate and the line of code, which the view adds separately. */
  sentence: string;
  /** The verdict that the sentence is about. */
  primary: PublishVerdict | null;
  findings: PublishVerdict[];
  /** Encoders behind all idle senders in scope, not only those of the primary verdict. */
  idleEstimate: Total;
  /** Receivers in scope that receive no more. They are not in idleEstimate. */
  receivers: Total;
}

/** Judges the documents' logs: growing, stable or unknown. */
export function judge(evidence: readonly Evidence[]): Verdict {
  const findings = evidence.flatMap(publishVerdictsOf).sort(byWeight);
  const primary = findings[0] ?? null;
  const idleEstimate = sumOf(findings.map((finding) => finding.idleEstimate));
  const receivers = totalOf(evidence.flatMap(deadReceiversOf).map(({ estimate }) => estimate));
  const held = { idleEstimate, receivers };
  if (!primary) return { ...nothingPublished(evidence), primary, findings, ...held };
  const others =
    findings.filter((finding) => finding.state === 'growing' && finding.ended === primary.ended).length - 1;
  const more = primary.state === 'growing' && others > 0 ? ` (and ${others} more growing).` : '.';
  return { state: primary.state, sentence: primary.sentence.replace(/\.$/, more), primary, findings, ...held };
}

function nothingPublished(evidence: readonly Evidence[]): Pick<Verdict, 'state' | 'sentence'> {
  const all = evidence.flatMap(receivingOf);
  const stable = all.length > 0 && all.every((each) => each.state === 'stable');
  const state: VerdictState = stable ? 'stable' : 'unknown';
  const open = all.filter(({ ended }) => !ended);
  const over = all.length > 0 && open.length === 0;
  const doubts = new Set(evidence.flatMap((each) => [...(each.doubts?.values() ?? [])]));
  const where = doubts.has('begun-late') ? 'here since the file begins' : 'here';
  const published = `${over ? 'was' : 'is'} published ${where}`;
  if (doubts.has('unanswered')) return { state: 'unknown', sentence: `Whether anything ${published} is unknown.` };
  const nothing = `${stable ? 'nothing' : 'Nothing'} ${published}`;
  const kept = open.reduce((sum, { present }) => sum + present, 0);
  if (kept === 0) return { state, sentence: `${nothing}.` };
  const receive = open.reduce((sum, { receiving }) => sum + receiving, 0);
  const counted = receive === kept ? `${kept}` : `${receive} of ${kept}`;
  const one = kept === 1;
  return { state, sentence: `${nothing}; ${counted} ${one ? 'transceiver receives' : 'transceivers receive'}.` };
}

const WEIGHT: Record<VerdictState, number> = { growing: 2, stable: 1, unknown: 0 };

function byWeight(a: PublishVerdict, b: PublishVerdict): number {
  return (
    Number(a.ended) - Number(b.ended) ||
    WEIGHT[b.state] - WEIGHT[a.state] ||
    b.idle - a.idle ||
    b.publishes - a.publishes
  );
}

/** The beginning of the sentence; empty if it needs none. */
export function verdictHead({ state, primary }: Verdict): string {
  if (state === 'unknown') return '';
  if (primary?.ended) return state === 'growing' ? 'Grew until it ended:' : 'Was stable:';
  return state === 'growing' ? 'Growing:' : 'Stable:';
}

/** The whole sentence with the estimate as plain text: for screen readers, titles and copies. */
export function verdictText(verdict: Verdict): string {
  const { sentence, idleEstimate } = verdict;
  const cost = idleEstimate.senders > 0 ? ` Idle encoders ≈ ${aboutTotal(idleEstimate)} (estimate).` : '';
  return `${verdictHead(verdict)} ${sentence}${cost}`.trim();
}
