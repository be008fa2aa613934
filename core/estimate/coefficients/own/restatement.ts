import type { Estimate, Term } from '../../memory';
import type { Range } from '../../totals';

export type Restatement = (range: Range) => Range;

type Known = Extract<Estimate, { state: 'known' }>;

/**
 * Takes what a sender held earlier from one set of coefficients to another. Where all its layers have one
 * fit, the size that the figure was made of is worked out of it again; else it is scaled as the present one.
 * @param before of its present state by the old coefficients, after: by the new ones
 * @returns null where one of them is not known
 */
export function restatement(before: Estimate, after: Estimate): Restatement | null {
  if (before.state !== 'known' || after.state !== 'known') return null;
  const [was, is] = [lineOf(before), lineOf(after)];
  if (!was || !is) return scaled(before, after);
  return ({ high }) => {
    const mpx = Math.max(0, (high / (1 + was.error) - was.constant) / was.perMpx);
    const value = is.constant + is.perMpx * mpx;
    return { low: after.low === 0 ? 0 : value * Math.max(0, 1 - is.error), high: value * (1 + is.error) };
  };
}

/** The one fit of all its terms, with the constant of as many layers; null where there are several. */
function lineOf({ terms }: Known) {
  const fit = terms[0]?.fit;
  if (!fit || !(fit.perMpx > 0) || !terms.every((term: Term) => term.fit === fit)) return null;
  return { constant: fit.constant * terms.length, perMpx: fit.perMpx, error: fit.error };
}

function scaled(before: Known, after: Known): Restatement {
  const share = (end: keyof Range) => (before[end] > 0 ? after[end] / before[end] : 1);
  const [low, high] = [share('low'), share('high')];
  return (range) => ({ low: range.low * low, high: range.high * high });
}
