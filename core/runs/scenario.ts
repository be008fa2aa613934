import { countOf, type Subject } from '../history/subject';
import type { RunFigures } from './run-figures';

interface Pair<T> {
  a: T;
  b: T;
}

/** Smaller differences in area come from odd window sizes and the encoders' rounding. */
const SAME_AREA = 0.05;

/** Differences between the scenarios of two runs, one sentence each. */
export function scenarioDifferences(
  names: Pair<string>,
  subject: Subject | null,
  { a, b }: Pair<RunFigures>,
): string[] {
  const sentences: string[] = [];
  const addDifference = (what: string, valueA: string, valueB: string) => {
    sentences.push(`Runs differ in ${what}: ${valueA} in “${names.a}”, ${valueB} in “${names.b}”.`);
  };
  for (const publishSubject of new Set([...a.publishes.keys(), ...b.publishes.keys()])) {
    const [countA, countB] = [a.publishes.get(publishSubject) ?? 0, b.publishes.get(publishSubject) ?? 0];
    if (countA !== countB)
      addDifference(`number of ${countOf(2, publishSubject).slice(2)}`, String(countA), String(countB));
  }
  if (!subject) return sentences;
  if (!sameSet(a.sources, b.sources)) addDifference('what was captured', listOf(a.sources), listOf(b.sources));
  if (!sameSet(a.codecs, b.codecs)) addDifference('codec', listOf(a.codecs), listOf(b.codecs));
  if (!sameSizes(a.sizes, b.sizes)) addDifference('frame size', listOf(a.sizes), listOf(b.sizes));
  if (a.connections !== b.connections) {
    addDifference(`connections with ${countOf(2, subject).slice(2)}`, String(a.connections), String(b.connections));
  }
  if (a.idleBefore !== b.idleBefore)
    addDifference('idle transceivers at the beginning', String(a.idleBefore), String(b.idleBefore));
  const [meanA, meanB] = [meanDurationMs(a), meanDurationMs(b)];
  if (meanA !== null && meanB !== null && Math.max(meanA, meanB) > 3 * Math.min(meanA, meanB) + 2_000) {
    addDifference('how long they lasted', `${Math.round(meanA / 1000)} s`, `${Math.round(meanB / 1000)} s`);
  }
  return sentences;
}

function meanDurationMs({ facts }: RunFigures): number | null {
  const ended = facts.flatMap(({ at, endedAt }) => (endedAt === null ? [] : [endedAt - at]));
  return ended.length === 0 ? null : ended.reduce((sum, each) => sum + each, 0) / ended.length;
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  // If one run's values are unknown, there is no known difference.
  if (a.length === 0 || b.length === 0) return true;
  return a.every((each) => b.includes(each)) && b.every((each) => a.includes(each));
}

function sameSizes(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const near = (size: string) => (other: string) => Math.abs(areaOf(size) / areaOf(other) - 1) < SAME_AREA;
  return a.every((each) => b.some(near(each))) && b.every((each) => a.some(near(each)));
}

function areaOf(size: string): number {
  const [width, height] = size.split('×').map(Number);
  return (width ?? 0) * (height ?? 0);
}

const listOf = (values: readonly (string | null)[]) =>
  values.map((value) => value ?? 'unknown').join(', ') || 'unknown';
