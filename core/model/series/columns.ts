import type { SeriesData } from '../data';
import {
  BLOCK,
  type BlockPool,
  type COLUMNS,
  type SeriesPoint,
  UNKNOWN_8,
  UNKNOWN_16,
  UNKNOWN_32,
  type Values,
} from './pool';

type ColumnData = Omit<SeriesData, 'transceiver' | 'rid' | 'ssrc'>;
type Column = (typeof COLUMNS)[number];

/** The columns of one line, in blocks of the document's pool. All blocks but the last are full. */
export class Columns {
  length = 0;
  private readonly blocks: number[] = [];
  private thinnedBefore: number | null = null;

  constructor(
    private readonly from: number,
    private readonly pool: BlockPool,
  ) {}

  /** @returns whether a point was added: of equal consecutive values only the first and last are kept */
  add(at: number, values: Values): boolean {
    const since = Math.round(at - this.from);
    if (since < 0 || since >= UNKNOWN_32) return false;
    if (this.length > 0) {
      const block = this.blocks[this.blocks.length - 1]!;
      const slab = this.pool.slabOf(block);
      const inBlock = (this.length - 1) % BLOCK;
      const last = this.pool.placeOf(block) + inBlock;
      if (since <= slab.at[last]!) return false;
      if (inBlock > 0 && slab.holds(last, values) && slab.holds(last - 1, values)) {
        slab.at[last] = since;
        return false;
      }
    }
    this.push(since, values);
    return true;
  }

  *points(): Generator<SeriesPoint> {
    for (let i = 0; i < this.length; i++) {
      const block = this.blocks[(i / BLOCK) | 0]!;
      yield this.pool.slabOf(block).get(this.pool.placeOf(block) + (i % BLOCK), this.from);
    }
  }

  /** Drops every other point of the older half, of which two blocks become one; the first stays. */
  thin(): void {
    const { blocks, pool } = this;
    const kept = (this.length / (4 * BLOCK)) | 0;
    if (kept === 0) return;
    this.thinnedBefore = this.from + pool.slabOf(blocks[2 * kept]!).at[pool.placeOf(blocks[2 * kept]!)]!;
    for (let i = 0; i < kept * BLOCK; i++) {
      const to = blocks[(i / BLOCK) | 0]!;
      const of = blocks[((2 * i) / BLOCK) | 0]!;
      pool.slabOf(to).copy(pool.placeOf(to) + (i % BLOCK), pool.slabOf(of), pool.placeOf(of) + ((2 * i) % BLOCK));
    }
    pool.giveBack(blocks.splice(kept, kept));
    this.length -= kept * BLOCK;
  }

  /** Gives its blocks back: it is not used any more. */
  release(): void {
    this.pool.giveBack(this.blocks.splice(0));
    this.length = 0;
  }

  toData(): ColumnData {
    const { from, thinnedBefore } = this;
    return {
      from,
      thinnedBefore,
      at: this.differences('at', Number.NaN) as number[],
      bytesSent: this.differences('bytes', Number.NaN),
      framesEncoded: this.differences('frames', UNKNOWN_32),
      width: this.differences('width', UNKNOWN_16),
      height: this.differences('height', UNKNOWN_16),
      fps: this.differences('fps', UNKNOWN_8),
    };
  }

  /** Restores column by column, without an object per point, because there may be millions. */
  static from(data: ColumnData, pool: BlockPool): Columns {
    const columns = new Columns(data.from, pool);
    columns.thinnedBefore = data.thinnedBefore;
    columns.length = data.at.length;
    for (let start = 0; start < data.at.length; start += BLOCK) columns.blocks.push(pool.take());
    const fill = (key: Column, differences: (number | null)[], unknown: number) => {
      let last = 0;
      for (let i = 0; i < differences.length; i++) {
        const change = differences[i]!;
        if (change !== null) last += change;
        const bounded = Number.isNaN(unknown) ? last : Math.min(unknown - 1, Math.max(0, last));
        const block = columns.blocks[(i / BLOCK) | 0]!;
        pool.slabOf(block)[key][pool.placeOf(block) + (i % BLOCK)] = change === null ? unknown : bounded;
      }
    };
    fill('at', data.at, UNKNOWN_32);
    fill('bytes', data.bytesSent, Number.NaN);
    fill('frames', data.framesEncoded, UNKNOWN_32);
    fill('width', data.width, UNKNOWN_16);
    fill('height', data.height, UNKNOWN_16);
    fill('fps', data.fps, UNKNOWN_8);
    return columns;
  }

  private push(since: number, values: Values): void {
    if (this.length % BLOCK === 0) this.blocks.push(this.pool.take());
    const block = this.blocks[this.blocks.length - 1]!;
    this.pool.slabOf(block).set(this.pool.placeOf(block) + (this.length % BLOCK), since, values);
    this.length += 1;
  }

  /** Differences from the last known value, null for `unknown` values. */
  private differences(key: Column, unknown: number): (number | null)[] {
    const list: (number | null)[] = [];
    let last = 0;
    for (let i = 0; i < this.length; i++) {
      const block = this.blocks[(i / BLOCK) | 0]!;
      const value = this.pool.slabOf(block)[key][this.pool.placeOf(block) + (i % BLOCK)]!;
      if (Object.is(value, unknown)) list.push(null);
      else {
        list.push(value - last);
        last = value;
      }
    }
    return list;
  }
}
