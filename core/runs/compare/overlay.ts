import type { Subject } from '../../history/subject';
import { type PublishGroup, publishGroupsOf } from './publish-groups';
import type { ComparableRun, PublishPoint, RunDocument } from './run-figures';
import { type ConnectionSnapshot, snapshotsAt, sumSnapshots } from './snapshot-at';

export const METRICS = ['transceivers', 'idle', 'mLines', 'sdpBytes', 'idleEncoders'] as const;
/** `idleEncoders`: the middle of the estimate, in MiB. */
export type Metric = (typeof METRICS)[number];

/** Two runs over one axis: publish numbers, or ms since the first publish. Null: unknown, or the run has ended. */
export interface Overlay {
  x: number[];
  a: (ConnectionSnapshot | null)[];
  b: (ConnectionSnapshot | null)[];
}

const COLUMNS = 150;
/** Time shown before the first publish and after the last. */
const MARGIN_MS = 2_000;

export function metricOf(snapshot: ConnectionSnapshot | null, metric: Metric): number | null {
  if (!snapshot) return null;
  if (metric !== 'idleEncoders') return snapshot[metric];
  const range = snapshot.idleEncoders;
  return range && (range.low + range.high) / 2;
}

export function overlayByPublish(a: readonly PublishPoint[], b: readonly PublishPoint[]): Overlay {
  const x = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i + 1);
  return { x, a: x.map((_, i) => a[i] ?? null), b: x.map((_, i) => b[i] ?? null) };
}

/** Sums of the connections on which the subject was published, starting shortly before the first publish. */
export function overlayByTime(a: ComparableRun, b: ComparableRun, subject: Subject, now: number): Overlay {
  const runs = [a, b].map((run) => {
    const shares = publishGroupsOf(run.documents, run).filter((group) => group.subject === subject);
    const facts = shares.flatMap((group) => group.facts);
    const from = Math.min(...facts.map(({ at }) => at)) - MARGIN_MS;
    const end = run.to ?? now;
    const to = Math.min(end, Math.max(...facts.map(({ endedAt }) => endedAt ?? end)) + MARGIN_MS);
    return { shares, from, length: facts.length > 0 ? to - from : 0 };
  });
  const width = Math.max(...runs.map(({ length }) => length)) / COLUMNS;
  const x = Array.from({ length: COLUMNS + 1 }, (_, i) => i * width - MARGIN_MS);
  const [valuesA, valuesB] = runs.map(({ shares, from, length }) => {
    const within = x.filter((offset) => offset + MARGIN_MS <= length + 1);
    const snapshots = sumOf(
      shares,
      within.map((offset) => from + MARGIN_MS + offset),
    );
    return x.map((_, i) => snapshots[i] ?? null);
  });
  return onlyChanges({ x, a: valuesA!, b: valuesB! });
}

/** Keeps the points at which something changed or a run ended. The points between them are equal. */
function onlyChanges({ x, a, b }: Overlay): Overlay {
  const changed = (snapshots: Overlay['a'], i: number) => {
    const [before, now, after] = [snapshots[i - 1], snapshots[i], snapshots[i + 1]];
    return !now !== !before || !now !== !after || METRICS.some((metric) => differs(before, now, metric));
  };
  const kept = x.map((_, i) => i).filter((i) => i === 0 || i === x.length - 1 || changed(a, i) || changed(b, i));
  return { x: kept.map((i) => x[i]!), a: kept.map((i) => a[i]!), b: kept.map((i) => b[i]!) };
}

function differs(
  before: ConnectionSnapshot | null | undefined,
  now: ConnectionSnapshot | null | undefined,
  metric: Metric,
): boolean {
  return metricOf(before ?? null, metric) !== metricOf(now ?? null, metric);
}

function sumOf(shares: readonly PublishGroup<RunDocument>[], times: readonly number[]): ConnectionSnapshot[] {
  const series = shares.map(({ document, connection, kind }) => snapshotsAt(document, connection, kind, times));
  return times.map((at, i) =>
    sumSnapshots(
      series.map((snapshots) => snapshots[i]!),
      at,
    ),
  );
}
