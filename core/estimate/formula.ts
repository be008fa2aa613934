import { isolated } from '../text/foreign';
import { fitValue } from './coefficients/fits';
import { megapixels } from './layers';
import type { Estimate, Term } from './memory';
import type { Range } from './totals';

/** The formula with one sender's numbers filled in: a line for each layer, and for each other part. */
export function formulaOf(terms: readonly Term[]): string[] {
  return terms.map((term) => {
    if (!term.fit) return `${term.part.label}: ${rangeText(term.part.range)} MB (${term.part.measured})`;
    const { fit, layer } = term;
    const mpx = megapixels(layer);
    const name = layer.rid === null ? fit.label : `${isolated(layer.rid)}: ${fit.label}`;
    const constant = fit.constant ? `${fit.constant} + ` : '';
    const size = `${layer.width}×${layer.height}, ${layer.from}`;
    const error = `±${Math.round(fit.error * 100)} %`;
    const value = fitValue(fit, mpx).toFixed(1);
    const from = fit.from ? ` [${fit.from}]` : '';
    return `${name}: ${constant}${fit.perMpx} × ${mpx.toFixed(2)} Mpx (${size}) = ${value} MB ${error}${from}`;
  });
}

/** `0.4-0.7`, `0.31`. */
export const rangeText = ({ low, high }: Range): string => (low === high ? `${low}` : `${low}-${high}`);

type KnownEstimate = Extract<Estimate, { state: 'known' }>;

/** Why an estimate may be far off; null if nothing suggests it. */
export function doubtIn({ doubt }: KnownEstimate): string | null {
  return doubt && `Uncalibrated: ${doubt}`;
}

/** Whether the encoder is assumed to be a software encoder because its name is not exposed. */
export function isAssumed({ terms, doubt }: KnownEstimate): boolean {
  return !doubt && terms.some(({ layer }) => layer && !layer.encoder);
}

export const ASSUMED =
  'Chrome names an encoder only while the page captures a camera or microphone, Firefox never: one without a name is taken for a software encoder, as measured.';

/** Senders that share one formula. */
export interface FormulaGroup {
  count: number;
  lines: string[];
}

/** Formulas of all senders, the most frequent first. For an unknown estimate the line gives the reason. */
export function formulaGroups(estimates: Iterable<Estimate>): FormulaGroup[] {
  const groups = new Map<string, FormulaGroup>();
  for (const estimate of estimates) {
    if (estimate.state === 'none') continue;
    const isKnown = estimate.state === 'known';
    const lines = isKnown
      ? [...formulaOf(estimate.terms), doubtIn(estimate) ?? []].flat()
      : [`unknown: ${estimate.why}`];
    const key = lines.join('\n');
    const group = groups.get(key) ?? { count: 0, lines };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
