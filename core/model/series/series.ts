import type { LayerStats, StatsSample, TransceiverState } from '../../../protocol/state';
import type { SeriesData } from '../data';
import { Columns } from './columns';
import { BlockPool, type SeriesPoint } from './pool';

/** Points of one document: 32 MB at 21 bytes each, which is 8 h of 50 senders with one point a second. */
const MAX_POINTS = 1_500_000;
/** Lines of one document. */
const MAX_LINES = 10_000;

interface Line {
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
  /** Of each sender, oldest first. */
  private readonly lines = new Map<number, Line[]>();
  private readonly pool = new BlockPool();
  private count = 0;
  private points = 0;

  constructor(private readonly maxPoints = MAX_POINTS) {}

  add({ id, stats }: Pick<TransceiverState, 'id' | 'stats'>): void {
    if (!stats) return;
    for (const layer of stats.layers) this.addLayer(id, stats, layer);
    this.bound();
  }

  /** Deletes the lines of all other senders. */
  keepOnly(transceivers: ReadonlyMap<number, unknown>): void {
    for (const transceiver of this.lines.keys()) {
      if (transceivers.has(transceiver)) continue;
      while (this.lines.has(transceiver)) this.forgetFirst(transceiver);
    }
  }

  /** Lines of one sender, one per layer, with their points in order of time. */
  of(transceiver: number): { rid: string | null; ssrc: number | null; points: SeriesPoint[] }[] {
    const lines = this.lines.get(transceiver) ?? [];
    return lines.map(({ rid, ssrc, columns }) => ({ rid, ssrc, points: [...columns.points()] }));
  }

  toData(): SeriesData[] {
    return [...this.lines].flatMap(([transceiver, lines]) =>
      lines.map(({ rid, ssrc, columns }) => ({ transceiver, rid, ssrc, ...columns.toData() })),
    );
  }

  /** Restores the series of a file. */
  restore(data: readonly SeriesData[]): void {
    for (const { transceiver, rid, ssrc, ...columns } of data) {
      const line = { rid, ssrc, columns: Columns.from(columns, this.pool) };
      this.points += line.columns.length;
      this.addLine(transceiver, line);
    }
    this.bound();
  }

  private addLayer(transceiver: number, { at }: StatsSample, layer: LayerStats): void {
    const { rid, ssrc } = layer;
    let line = this.lines.get(transceiver)?.findLast((each) => each.rid === rid && each.ssrc === ssrc);
    if (!line) {
      line = { rid, ssrc, columns: new Columns(at, this.pool) };
      this.addLine(transceiver, line);
      if (this.count > MAX_LINES) this.forgetOldest();
    }
    if (line.columns.add(at, layer)) this.points += 1;
  }

  private addLine(transceiver: number, line: Line): void {
    const lines = this.lines.get(transceiver);
    if (lines) lines.push(line);
    else this.lines.set(transceiver, [line]);
    this.count += 1;
  }

  /** Of the sender that has been there longest. */
  private forgetOldest(): void {
    this.forgetFirst(this.lines.keys().next().value!);
  }

  private forgetFirst(transceiver: number): void {
    const lines = this.lines.get(transceiver)!;
    const { columns } = lines.shift()!;
    if (lines.length === 0) this.lines.delete(transceiver);
    this.count -= 1;
    this.points -= columns.length;
    columns.release();
  }

  private bound(): void {
    while (this.points > this.maxPoints) {
      const columns = this.longest();
      const before = columns.length;
      columns.thin();
      this.points -= before - columns.length;
      if (columns.length === before) this.forgetOldest();
    }
  }

  private longest(): Columns {
    let longest: Columns | null = null;
    for (const lines of this.lines.values()) {
      for (const { columns } of lines) if (!longest || columns.length > longest.length) longest = columns;
    }
    return longest!;
  }
}
