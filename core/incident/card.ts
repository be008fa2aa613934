import type { Culprit, Frame } from '../callsite/stack';
import { costSentence } from '../findings/finding';
import { remedyName } from '../findings/remedy';
import type { Verdict } from '../verdict/verdict';
import type { Incident } from './incident';
import { holdsOf, libraryName, madeAtLabel, receiversOf } from './parts';
import { type PriceTerm, priceTerms, trialText } from './words';

/** How places of code are written. */
export interface Writing {
  /** The frame as it may be told: redacted, or as it is. */
  frame(frame: Frame): Frame;
  /** Sets off what is not ours. */
  place(frame: Frame): string;
}

/** The card as lines of text, in the order of the panel: without the headline, and without the fix. */
export function cardLines(
  incident: Incident,
  { idleEstimate, receivers }: Pick<Verdict, 'idleEstimate' | 'receivers'>,
  writing: Writing,
): string[] {
  const { finding, next, trial, past } = incident;
  const held = [holdsOf(incident, idleEstimate), receiversOf(incident, receivers)].filter((each) => each !== null);
  const made = finding && madeAt(finding, writing);
  const terms = next && (finding || next.expected.transceivers !== 0) ? priceTerms(next) : [];
  return [
    ...(trial.length > 0 ? [trialText(trial)] : []),
    ...held.map(({ label, figure, note }) => `${label} ${figure}${note}`),
    ...(finding && !past && finding.id !== 'idle-senders' ? [costSentence(finding)] : []),
    ...(terms.length > 0 ? [nextLine(next!.subject, terms)] : []),
    ...(made ? [made] : []),
  ].filter((line) => line !== '');
}

/** How to end it, as lines of text: the code to change, the call that is missing, the patches that a page can try. */
export function fixLines({ finding }: Incident): string[] {
  if (!finding) return [];
  const { recipes, missing, remedies } = finding;
  const patches = remedies.filter(({ by }) => by !== null).map(remedyName);
  return [
    ...(recipes[0] ? [`Fix it in code: ${recipes[0].title}`] : []),
    ...(missing ? [`Missing: ${missing}`] : []),
    patches.length > 0 ? `Patches to try on the live page: ${patches.join(', ')}` : 'No patch helps here',
  ];
}

/** `Made at share() app.js:214:9 through livekit-client 2.23.0, publish() livekit.js:1:2`. */
function madeAt({ culprit, state }: { culprit: Culprit; state: string }, writing: Writing): string {
  const [app, sdk] = [culprit.app, culprit.sdk].map((each) => each && writing.frame(each));
  if (!app && !sdk) return 'Line of code: unknown';
  const through = sdk && (!app || state === 'growing') ? `through ${libraryName(sdk)}, ${writing.place(sdk)}` : '';
  return [app ? `${madeAtLabel(culprit)} ${writing.place(app)}` : 'Made', through].filter(Boolean).join(' ');
}

/** `Next screen share: +1 transceiver ✓, +4 kB SDP ✗ (the last one: +9 kB SDP)`, and what the tick means. */
function nextLine(subject: string, terms: readonly PriceTerm[]): string {
  const texts = terms.map(({ text, met, instead }) => {
    if (met === null) return text;
    return met ? `${text} ✓` : `${text} ✗${instead ? ` (the last one: ${instead})` : ''}`;
  });
  const legend = terms.some(({ met }) => met) ? ' (✓: so did the last one)' : '';
  return `Next ${subject}: ${texts.join(', ')}${legend}`;
}
