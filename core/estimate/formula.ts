import { isolated } from '../text/foreign';
import { AUDIO_MIB } from './coefficients';
import { fitValue } from './fits';
import { megapixels } from './layers';
import type { Estimate, Term } from './memory';

/** The formula with one sender's numbers in it, a line for each layer. */
export function formulaOf(terms: readonly Term[]): string[] {
  return terms.map(({ fit, layer }) => {
    if (!fit || !layer) return `audio: at most ${AUDIO_MIB} MB (the noise floor)`;
    const mpx = megapixels(layer);
    const name = layer.rid === null ? fit.label : `${isolated(layer.rid)}: ${fit.label}`;
    const constant = fit.constant ? `${fit.constant} + ` : '';
    const size = `${layer.width}×${layer.height}, ${layer.from}`;
    const error = `±${Math.round(fit.error * 100)} %`;
    const value = fitValue(fit, mpx).toFixed(1);
    return `${name}: ${constant}${fit.perMpx} × ${mpx.toFixed(2)} Mpx (${size}) = ${value} MB ${error}`;
  });
}

type Known = Extract<Estimate, { state: 'known' }>;

/** Why a figure may be far off; null where there is no reason to think so. */
export function doubtIn({ doubt }: Known): string | null {
  return doubt && `Uncalibrated: ${doubt} So it may be as little as nothing.`;
}

/** Whether the encoder is taken for a software one because its name is not exposed. */
export function isAssumed({ terms, doubt }: Known): boolean {
  return !doubt && terms.some(({ layer }) => layer && !layer.encoder);
}

export const ASSUMED =
  'Chrome names an encoder only while the page captures a camera or microphone: one without a name is taken for a software encoder, as measured.';

/** Senders with the same formula, told once. */
export interface FormulaGroup {
  count: number;
  lines: string[];
}

/** All senders' formulas, the most frequent first; what is unknown says why instead. */
export function formulaGroups(estimates: Iterable<Estimate>): FormulaGroup[] {
  const groups = new Map<string, FormulaGroup>();
  for (const estimate of estimates) {
    if (estimate.state === 'none') continue;
    const known = estimate.state === 'known';
    const lines = known ? [...formulaOf(estimate.terms), doubtIn(estimate) ?? []].flat() : [`unknown: ${estimate.why}`];
    const key = lines.join('\n');
    const group = groups.get(key) ?? { count: 0, lines };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
