import type { Subject } from '../history/subject';
import { type Shares, sharesOf } from './publish-groups';
import type { ComparableRun, PublishPoint, RunDocument } from './run-figures';
import { type Stand, standsAt } from './snapshot-at';

export const METRICS = ['transceivers', 'idle', 'mLines', 'sdpBytes', 'idleEncoders'] as const;
/** `idleEncoders`: the middle of the estimate, in MiB. */
export type Metric = (typeof METRICS)[number];

/** Two runs over one axis: publish numbers, or ms since the first publish. Null: not known, or over. */
export interface Overlay {
  x: number[];
  a: (Stand | null)[];
  b: (Stand | null)[];
}

const COLUMNS = 150;
/** Shown before the first publish, and after the last. */
const MARGIN_MS = 2_000;

export function figureOf(stand: Stand | null, metric: Metric): number | null {
  if (!stand) return null;
  if (metric !== 'idleEncoders') return stand[metric];
  const range = stand.idleEncoders;
  return range && (range.low + range.high) / 2;
}

export function overlayByPublish(a: readonly PublishPoint[], b: readonly PublishPoint[]): Overlay {
  const x = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i + 1);
  return { x, a: x.map((_, i) => a[i] ?? null), b: x.map((_, i) => b[i] ?? null) };
}

/** Over the connections on which the subject was published, from a little before the first publish. */
export function overlayByTime(a: ComparableRun, b: ComparableRun, subject: Subject, now: number): Overlay {
  const runs = [a, b].map((run) => {
    const shares = sharesOf(run.documents, run).filter((each) => each.subject === subject);
    const facts = shares.flatMap((each) => each.facts);
    const from = Math.min(...facts.map(({ at }) => at)) - MARGIN_MS;
    const end = run.to ?? now;
    const to = Math.min(end, Math.max(...facts.map(({ endedAt }) => endedAt ?? end)) + MARGIN_MS);
    return { shares, from, length: facts.length > 0 ? to - from : 0 };
  });
  const width = Math.max(...runs.map(({ length }) => length)) / COLUMNS;
  const x = Array.from({ length: COLUMNS + 1 }, (_, i) => i * width - MARGIN_MS);
  const [one, other] = runs.map(({ shares, from, length }) => {
    const within = x.filter((each) => each + MARGIN_MS <= length + 1);
    const stands = sumOf(
      shares,
      within.map((each) => from + MARGIN_MS + each),
    );
    return x.map((_, i) => stands[i] ?? null);
  });
  return onlyChanges({ x, a: one!, b: other! });
}

/** Places where something changed, or a run ended: what is in between stands as it was. */
function onlyChanges({ x, a, b }: Overlay): Overlay {
  const changed = (stands: Overlay['a'], i: number) => {
    const [before, now, after] = [stands[i - 1], stands[i], stands[i + 1]];
    return !now !== !before || !now !== !after || METRICS.some((metric) => differs(before, now, metric));
  };
  const kept = x.map((_, i) => i).filter((i) => i === 0 || i === x.length - 1 || changed(a, i) || changed(b, i));
  return { x: kept.map((i) => x[i]!), a: kept.map((i) => a[i]!), b: kept.map((i) => b[i]!) };
}

function differs(before: Stand | null | undefined, now: Stand | null | undefined, metric: Metric): boolean {
  return figureOf(before ?? null, metric) !== figureOf(now ?? null, metric);
}

function sumOf(shares: readonly Shares<RunDocument>[], times: readonly number[]): Stand[] {
  const each = shares.map(({ document, connection, kind }) => standsAt(document, connection, kind, times));
  return times.map((at, i) =>
    each
      .map((stands) => stands[i]!)
      .reduce<Stand>(add, { at, transceivers: 0, idle: 0, idleEncoders: { low: 0, high: 0 }, mLines: 0, sdpBytes: 0 }),
  );
}

function add(sum: Stand, one: Stand): Stand {
  const known = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  const [a, b] = [sum.idleEncoders, one.idleEncoders];
  return {
    at: sum.at,
    transceivers: sum.transceivers + one.transceivers,
    idle: sum.idle + one.idle,
    idleEncoders: a && b && { low: a.low + b.low, high: a.high + b.high },
    mLines: known(sum.mLines, one.mLines),
    sdpBytes: known(sum.sdpBytes, one.sdpBytes),
  };
}
