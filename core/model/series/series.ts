import type { LayerStats, StatsSample, TransceiverState } from '../../../protocol/state';
import type { SeriesData } from '../data';
import { Columns, type SeriesPoint } from './columns';

/** Points of one document: 32 MB at 21 bytes each, which is 8 h of 50 senders with one point a second. */
const MAX_POINTS = 1_500_000;
/** Lines of one document. */
const MAX_LINES = 10_000;

interface Line {
  transceiver: number;
  rid: string | null;
  ssrc: number | null;
  columns: Columns;
}

/**
 * Samples of each layer of each sender over time, recorded while a panel is open. Bounded: if it is
 * full, every other point in the older half of the longest line is dropped, one line at a time, to
 * spread the work and keep memory even. Counters are running totals, so this loses detail but no
 * bytes or frames.
 */
export class SeriesStore {
  private readonly lines = new Map<string, Line>();
  private points = 0;

  constructor(private readonly maxPoints = MAX_POINTS) {}

  add({ id, stats }: Pick<TransceiverState, 'id' | 'stats'>): void {
    if (!stats) return;
    for (const layer of stats.layers) this.addLayer(id, stats, layer);
    this.bound();
  }

  /** Deletes the lines of all other senders. */
  keepOnly(transceivers: ReadonlyMap<number, unknown>): void {
    for (const [key, { transceiver, columns }] of this.lines) {
      if (transceivers.has(transceiver)) continue;
      this.lines.delete(key);
      this.points -= columns.length;
    }
  }

  /** Lines of one sender, one per layer, with their points in order of time. */
  of(transceiver: number): { rid: string | null; ssrc: number | null; points: SeriesPoint[] }[] {
    return [...this.lines.values()]
      .filter((line) => line.transceiver === transceiver)
      .map(({ rid, ssrc, columns }) => ({ rid, ssrc, points: [...columns.points()] }));
  }

  toData(): SeriesData[] {
    return [...this.lines.values()].map(({ transceiver, rid, ssrc, columns }) => ({
      transceiver,
      rid,
      ssrc,
      ...columns.toData(),
    }));
  }

  /** Restores the series of a file. */
  restore(data: readonly SeriesData[]): void {
    for (const { transceiver, rid, ssrc, ...columns } of data) {
      const line = { transceiver, rid, ssrc, columns: Columns.from(columns) };
      this.points += line.columns.length;
      this.lines.set(keyOf(transceiver, line), line);
    }
    this.bound();
  }

  private addLayer(transceiver: number, { at }: StatsSample, layer: LayerStats): void {
    const key = keyOf(transceiver, layer);
    let line = this.lines.get(key);
    if (!line) {
      line = { transceiver, rid: layer.rid, ssrc: layer.ssrc, columns: new Columns(at) };
      this.lines.set(key, line);
      if (this.lines.size > MAX_LINES) this.forgetOldest();
    }
    if (line.columns.add(at, layer)) this.points += 1;
  }

  private forgetOldest(): void {
    const [key, { columns }] = this.lines.entries().next().value!;
    this.lines.delete(key);
    this.points -= columns.length;
  }

  private bound(): void {
    while (this.points > this.maxPoints) {
      const [longest] = [...this.lines.values()].sort((a, b) => b.columns.length - a.columns.length);
      const { columns } = longest!;
      const before = columns.length;
      columns.thin();
      this.points -= before - columns.length;
      if (columns.length === before) this.forgetOldest();
    }
  }
}

function keyOf(transceiver: number, { rid, ssrc }: Pick<LayerStats, 'rid' | 'ssrc'>): string {
  return `${transceiver} ${rid ?? ''} ${ssrc ?? ''}`;
}
