import { isChosen } from '../lists/chosen';
import type { SdpReading } from '../model/data';
import type { Span } from './replay';

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
 * Sums of m-lines and SDP bytes of several connections over time; null until a connection has
 * reported, because SDP is measured only while a panel is open.
 */
export function sdpSeries(sources: readonly SdpSource[], span: Span, columns: number): SdpPoint[] {
  const events = sources
    .flatMap(({ readings, connections }, source) =>
      readings.filter((reading) => isChosen(connections, reading.connection)).map((reading) => ({ reading, source })),
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
    const eventColumn = Math.min(columns - 1, Math.floor((reading.at - span.from) / width));
    if (eventColumn === column) points.pop();
    push(reading.at);
    column = eventColumn;
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
