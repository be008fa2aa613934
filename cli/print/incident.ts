import { type Frame, framePlace } from '../../core/callsite/stack';
import type { Range } from '../../core/estimate/totals';
import type { FullResult } from '../../core/findings/full-result';
import { cardLines, fixLines } from '../../core/incident/card';
import { holdsOf } from '../../core/incident/parts';
import type { Half } from '../../core/incident/past';
import { plainText } from '../../core/text/foreign';

/** What one publish adds; null where that is not known. */
interface PriceReport {
  transceivers: number | null;
  mib: Range | null;
  sdpBytes: number | null;
}

/** The panel's card: what grows, what it holds, what the next publish adds, whose line, what to try. */
export interface IncidentReport {
  /** Without the cost, which is a line of its own. */
  headline: string;
  /** The id of the finding that it is about; null where nothing is found. */
  finding: string | null;
  /** It is about what grew before a patch was switched on. */
  past: boolean;
  /** What the idle encoders hold, as a text; null where it is about something else, or there are none. */
  holds: string | null;
  next: { subject: string; expected: PriceReport; last: { expected: PriceReport; actual: PriceReport } | null } | null;
  /** What the page did without a patch and with each that was tried. */
  trial: Pick<Half, 'patch' | 'subject' | 'publishes' | 'leftIdle'>[];
  /** The patch to try first; `now`: the button that downscales idle encoders once. */
  tryFirst: string | null;
  fix: { title: string; steps: string[]; code: string | null } | null;
  /** The ids of the findings below it. */
  others: string[];
  /** The card as text, line by line: below the headline, and how to end it. */
  lines: string[];
}

export function incidentReport({ incident, publishing }: FullResult): IncidentReport {
  const { headline, finding, past, next, trial, tryFirst, others } = incident;
  const holds = holdsOf(incident, publishing.idleEstimate);
  const [recipe] = finding?.recipes ?? [];
  return {
    headline: plainText([headline.head, headline.sentence].filter((each) => each !== '').join(' ')),
    finding: finding?.id ?? null,
    past,
    holds: holds && holds.figure + holds.note,
    next: next && {
      subject: next.subject,
      expected: priceReport(next.expected),
      last: next.last && { expected: priceReport(next.last.expected), actual: priceReport(next.last.actual) },
    },
    trial: trial.map(({ patch, subject, publishes, leftIdle }) => ({ patch, subject, publishes, leftIdle })),
    tryFirst,
    fix: recipe ? { title: recipe.title, steps: [...recipe.steps], code: recipe.code } : null,
    others: others.map(({ id }) => id),
    lines: [...cardLines(incident, publishing, { frame: (each) => each, place: placeText }), ...fixLines(incident)].map(
      plainText,
    ),
  };
}

/** `share() app.js:214:9 (https://app.example/app.js)`. */
export const placeText = (frame: Frame): string => `${framePlace(frame)} (${frame.url})`;

const priceReport = (price: PriceReport): PriceReport => ({ ...price, mib: price.mib && rounded(price.mib) });

/** To two places: the error is far above that. */
export const rounded = ({ low, high }: Range): Range => ({ low: round(low), high: round(high) });
const round = (mib: number) => Math.round(mib * 100) / 100;
