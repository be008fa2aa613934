import { countOf, type Subject } from '../history/subject';
import type { RunFigures } from './run-figures';

interface Pair<T> {
  a: T;
  b: T;
}

/** Sizes that differ by less come from odd windows and encoders' rounding. */
const SAME_AREA = 0.05;

/** What was not alike in two runs besides what is compared, in sentences. */
export function scenarioDifferences(
  names: Pair<string>,
  subject: Subject | null,
  { a, b }: Pair<RunFigures>,
): string[] {
  const said: string[] = [];
  const say = (what: string, one: string, other: string) => {
    said.push(`Unequal scenarios: ${what}: ${one} in “${names.a}”, ${other} in “${names.b}”.`);
  };
  for (const each of new Set([...a.publishes.keys(), ...b.publishes.keys()])) {
    const [one, other] = [a.publishes.get(each) ?? 0, b.publishes.get(each) ?? 0];
    if (one !== other) say(`number of ${countOf(2, each).slice(2)}`, String(one), String(other));
  }
  if (!subject) return said;
  if (!sameSet(a.sources, b.sources)) say('what was captured', listOf(a.sources), listOf(b.sources));
  if (!sameSet(a.codecs, b.codecs)) say('codec', listOf(a.codecs), listOf(b.codecs));
  if (!sameSizes(a.sizes, b.sizes)) say('frame size', listOf(a.sizes), listOf(b.sizes));
  if (a.connections !== b.connections) {
    say(`connections with ${countOf(2, subject).slice(2)}`, String(a.connections), String(b.connections));
  }
  if (a.idleBefore !== b.idleBefore)
    say('idle transceivers at the beginning', String(a.idleBefore), String(b.idleBefore));
  const [one, other] = [lastingMs(a), lastingMs(b)];
  if (one !== null && other !== null && Math.max(one, other) > 3 * Math.min(one, other) + 2_000) {
    say('how long they lasted', `${Math.round(one / 1000)} s`, `${Math.round(other / 1000)} s`);
  }
  return said;
}

function lastingMs({ facts }: RunFigures): number | null {
  const ended = facts.flatMap(({ at, endedAt }) => (endedAt === null ? [] : [endedAt - at]));
  return ended.length === 0 ? null : ended.reduce((sum, each) => sum + each, 0) / ended.length;
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  // Nothing known of one is no difference.
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

const listOf = (values: readonly (string | null)[]) => values.map((each) => each ?? 'unknown').join(', ') || 'unknown';
