import { t95 } from '../../core/growth/slope';

/** What of the rounds is left out at each end: those in which the machine was busy with something else. */
const TRIMMED = 0.2;

/** A ratio of two sides that took turns. */
export interface PairedRatio {
  value: number;
  /** Its 95 % confidence interval. */
  low: number;
  high: number;
}

/**
 * Trimmed mean of the ratios within each round, on a logarithmic scale, and its interval (K. Yuen, The two-sample
 * trimmed t for unequal population variances, Biometrika 61, 1974).
 * @param ours,theirs one value per round, in the order of the rounds; at least five, all above 0
 * @throws with fewer
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): PairedRatio {
  const logs = ours.map((value, i) => Math.log(value / theirs[i]!)).sort((a, b) => a - b);
  const count = logs.length;
  if (count < 5) throw new Error(`${count} rounds are too few`);
  const cut = Math.floor(count * TRIMMED);
  const kept = logs.slice(cut, count - cut);
  const center = mean(kept);
  // Winsorized: what is left out counts as the nearest that is not.
  const drawn = logs.map((value) => Math.min(Math.max(value, kept[0]!), kept.at(-1)!));
  const middle = mean(drawn);
  const squares = drawn.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const error = Math.sqrt(squares / (kept.length * (kept.length - 1)));
  const half = t95(kept.length - 1) * error;
  return { value: Math.exp(center), low: Math.exp(center - half), high: Math.exp(center + half) };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
