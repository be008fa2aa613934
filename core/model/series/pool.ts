/**
 * Room for the points of all lines of a document. A page with 150 senders fills 1.5 million points: as typed
 * arrays of each line those were 84,000 objects, which every major garbage collection had to mark. Here they are
 * blocks of a few slabs, and what one line gives back the next takes.
 */

/** Points of a block. Few, because most publishes are short. */
export const BLOCK = 32;
const BLOCKS_OF_SLAB = 128;
const POINTS = BLOCK * BLOCKS_OF_SLAB;
/** Values that mean "unknown". */
export const UNKNOWN_32 = 0xffff_ffff;
export const UNKNOWN_16 = 0xffff;
export const UNKNOWN_8 = 0xff;

/** One sample of a layer; null is unknown. */
export interface SeriesPoint {
  at: number;
  bytesSent: number | null;
  framesEncoded: number | null;
  width: number | null;
  height: number | null;
  fps: number | null;
}

export type Values = Omit<SeriesPoint, 'at'>;
export const COLUMNS = ['at', 'bytes', 'frames', 'width', 'height', 'fps'] as const;

/** Columns of 4,096 points over one buffer, 21 bytes each. */
export class Slab {
  private readonly buffer = new ArrayBuffer(21 * POINTS);
  readonly bytes = new Float64Array(this.buffer, 0, POINTS);
  /** ms since the start of the line. */
  readonly at = new Uint32Array(this.buffer, 8 * POINTS, POINTS);
  readonly frames = new Uint32Array(this.buffer, 12 * POINTS, POINTS);
  readonly width = new Uint16Array(this.buffer, 16 * POINTS, POINTS);
  readonly height = new Uint16Array(this.buffer, 18 * POINTS, POINTS);
  readonly fps = new Uint8Array(this.buffer, 20 * POINTS, POINTS);

  set(i: number, at: number, { bytesSent, framesEncoded, width, height, fps }: Values): void {
    this.at[i] = at;
    this.bytes[i] = bytesSent ?? Number.NaN;
    this.frames[i] = packed(framesEncoded, UNKNOWN_32);
    this.width[i] = packed(width, UNKNOWN_16);
    this.height[i] = packed(height, UNKNOWN_16);
    this.fps[i] = packed(fps, UNKNOWN_8);
  }

  holds(i: number, { bytesSent, framesEncoded, width, height, fps }: Values): boolean {
    return (
      Object.is(this.bytes[i], bytesSent ?? Number.NaN) &&
      this.frames[i] === packed(framesEncoded, UNKNOWN_32) &&
      this.width[i] === packed(width, UNKNOWN_16) &&
      this.height[i] === packed(height, UNKNOWN_16) &&
      this.fps[i] === packed(fps, UNKNOWN_8)
    );
  }

  get(i: number, from: number): SeriesPoint {
    const bytes = this.bytes[i]!;
    return {
      at: from + this.at[i]!,
      bytesSent: Number.isNaN(bytes) ? null : bytes,
      framesEncoded: unpacked(this.frames[i]!, UNKNOWN_32),
      width: unpacked(this.width[i]!, UNKNOWN_16),
      height: unpacked(this.height[i]!, UNKNOWN_16),
      fps: unpacked(this.fps[i]!, UNKNOWN_8),
    };
  }

  /** Puts the point `i` of a slab into place `to` of this one. */
  copy(to: number, from: Slab, i: number): void {
    for (const key of COLUMNS) this[key][to] = from[key][i]!;
  }
}

const packed = (value: number | null, unknown: number) =>
  value === null ? unknown : Math.min(unknown - 1, Math.max(0, Math.round(value)));
const unpacked = (value: number, unknown: number) => (value === unknown ? null : value);

/** Blocks by their numbers. Slabs stay until the pool goes: as many as were ever full at once. */
export class BlockPool {
  private readonly slabs: Slab[] = [];
  private readonly free: number[] = [];

  take(): number {
    if (this.free.length === 0) {
      const first = this.slabs.length * BLOCKS_OF_SLAB;
      this.slabs.push(new Slab());
      for (let i = BLOCKS_OF_SLAB - 1; i >= 0; i--) this.free.push(first + i);
    }
    return this.free.pop()!;
  }

  giveBack(blocks: readonly number[]): void {
    this.free.push(...blocks);
  }

  slabOf(block: number): Slab {
    return this.slabs[(block / BLOCKS_OF_SLAB) | 0]!;
  }

  /** Where the block begins in its slab. */
  placeOf(block: number): number {
    return (block % BLOCKS_OF_SLAB) * BLOCK;
  }
}
