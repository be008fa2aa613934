import type { Span } from './replay';

/** m-lines and size of one connection's local description, from `at` on; null is unknown. */
export interface SdpReading {
  at: number;
  connection: number;
  mLines: number | null;
  bytes: number | null;
}

export interface SdpPoint {
  at: number;
  mLines: number | null;
  bytes: number | null;
}

export interface SdpSource {
  readings: readonly SdpReading[];
  connections: ReadonlySet<number> | null;
}

/**
 * m-lines and SDP bytes of several connections added up over time. What no connection has reported
 * yet is null: SDP is measured only while a panel looks.
 */
export function sdpSeries(sources: readonly SdpSource[], span: Span, columns: number): SdpPoint[] {
  const events = sources
    .flatMap(({ readings, connections }, source) =>
      readings
        .filter((reading) => !connections || connections.has(reading.connection))
        .map((reading) => ({ reading, source })),
    )
    .sort((a, b) => a.reading.at - b.reading.at);
  const latest = new Map<string, SdpReading>();
  const width = (span.to - span.from) / columns;
  const points: SdpPoint[] = [];
  let column = -1;
  const push = (at: number) => points.push({ at, mLines: sumOf(latest, 'mLines'), bytes: sumOf(latest, 'bytes') });

  for (const { reading, source } of events) {
    if (reading.at > span.to) break;
    if (reading.at > span.from && points.length === 0) push(span.from);
    latest.set(`${source} ${reading.connection}`, reading);
    if (reading.at <= span.from) continue;
    const at = Math.min(columns - 1, Math.floor((reading.at - span.from) / width));
    if (at === column) points.pop();
    push(reading.at);
    column = at;
  }
  if (points.length === 0) push(span.from);
  push(span.to);
  return points;
}

function sumOf(latest: Map<string, SdpReading>, key: 'mLines' | 'bytes'): number | null {
  let sum: number | null = null;
  for (const reading of latest.values()) if (reading[key] !== null) sum = (sum ?? 0) + reading[key];
  return sum;
}
