import type { SeriesData } from '../data';

/** One sample of a layer; null is unknown. */
export interface SeriesPoint {
  at: number;
  bytesSent: number | null;
  framesEncoded: number | null;
  width: number | null;
  height: number | null;
  fps: number | null;
}

type Values = Omit<SeriesPoint, 'at'>;
type ColumnData = Omit<SeriesData, 'transceiver' | 'rid' | 'ssrc'>;

const CHUNK_CAPACITY = 256;
/** The first chunk starts small, because most publishes are short: V8 keeps up to 64 bytes inside the typed array. */
const FIRST_CAPACITY = 8;
const GROWTH = 8;
const COLUMNS = ['at', 'bytes', 'frames', 'width', 'height', 'fps'] as const;
type Column = (typeof COLUMNS)[number];
/** Values that mean "unknown" in the arrays. */
const UNKNOWN_32 = 0xffff_ffff;
const UNKNOWN_16 = 0xffff;
const UNKNOWN_8 = 0xff;

/** A chunk of the columns. Typed arrays, because an hour of fifty senders would be 100 MB of objects. */
class Chunk {
  length = 0;
  /** ms since the start of the line. */
  readonly at: Uint32Array;
  readonly bytes: Float64Array;
  readonly frames: Uint32Array;
  readonly width: Uint16Array;
  readonly height: Uint16Array;
  readonly fps: Uint8Array;

  constructor(readonly capacity: number) {
    this.at = new Uint32Array(capacity);
    this.bytes = new Float64Array(capacity);
    this.frames = new Uint32Array(capacity);
    this.width = new Uint16Array(capacity);
    this.height = new Uint16Array(capacity);
    this.fps = new Uint8Array(capacity);
  }

  /** A copy with a larger capacity. */
  grown(): Chunk {
    const larger = new Chunk(Math.min(CHUNK_CAPACITY, this.capacity * GROWTH));
    larger.length = this.length;
    for (const key of COLUMNS) larger[key].set(this[key]);
    return larger;
  }

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
}

/** Capacity of a line's first chunk for this number of points. */
const capacityFor = (points: number) =>
  points <= FIRST_CAPACITY
    ? FIRST_CAPACITY
    : points <= FIRST_CAPACITY * GROWTH
      ? FIRST_CAPACITY * GROWTH
      : CHUNK_CAPACITY;

const packed = (value: number | null, unknown: number) =>
  value === null ? unknown : Math.min(unknown - 1, Math.max(0, Math.round(value)));
const unpacked = (value: number, unknown: number) => (value === unknown ? null : value);

/** The columns of one line. */
export class Columns {
  length = 0;
  private chunks: Chunk[] = [];
  private thinnedBefore: number | null = null;

  constructor(private readonly from: number) {}

  /** @returns whether a point was added: of equal consecutive values only the first and last are kept */
  add(at: number, values: Values): boolean {
    const since = Math.round(at - this.from);
    const last = this.chunks.at(-1);
    if (last && since <= last.at[last.length - 1]!) return false;
    if (since < 0 || since >= UNKNOWN_32) return false;
    if (last && last.length >= 2 && last.holds(last.length - 1, values) && last.holds(last.length - 2, values)) {
      last.at[last.length - 1] = since;
      return false;
    }
    this.push(since, values);
    return true;
  }

  *points(): Generator<SeriesPoint> {
    for (const chunk of this.chunks) for (let i = 0; i < chunk.length; i++) yield chunk.get(i, this.from);
  }

  /** Drops every other point of the older half; the first stays. */
  thin(): void {
    const points = [...this.points()];
    const half = points.length >> 1;
    if (half < 2) return;
    this.thinnedBefore = points[half]!.at;
    this.chunks = [];
    this.length = 0;
    points.forEach((point, i) => {
      if (i >= half || i % 2 === 0) this.push(point.at - this.from, point);
    });
  }

  toData(): ColumnData {
    const { from, thinnedBefore } = this;
    const all = (key: Column, unknown: number) =>
      differences(
        this.chunks.map((chunk) => chunk[key].subarray(0, chunk.length)),
        unknown,
      );
    return {
      from,
      thinnedBefore,
      at: all('at', Number.NaN) as number[],
      bytesSent: all('bytes', Number.NaN),
      framesEncoded: all('frames', UNKNOWN_32),
      width: all('width', UNKNOWN_16),
      height: all('height', UNKNOWN_16),
      fps: all('fps', UNKNOWN_8),
    };
  }

  /** Restores column by column, without an object per point, because there may be millions. */
  static from(data: ColumnData): Columns {
    const columns = new Columns(data.from);
    columns.thinnedBefore = data.thinnedBefore;
    columns.length = data.at.length;
    for (let start = 0; start < data.at.length; start += CHUNK_CAPACITY) {
      const chunk = new Chunk(start > 0 ? CHUNK_CAPACITY : capacityFor(data.at.length));
      chunk.length = Math.min(CHUNK_CAPACITY, data.at.length - start);
      columns.chunks.push(chunk);
    }
    const fill = (key: Column, differences: (number | null)[], unknown: number) => {
      let last = 0;
      for (let i = 0; i < differences.length; i++) {
        const change = differences[i]!;
        if (change !== null) last += change;
        const bounded = Number.isNaN(unknown) ? last : Math.min(unknown - 1, Math.max(0, last));
        columns.chunks[(i / CHUNK_CAPACITY) | 0]![key][i % CHUNK_CAPACITY] = change === null ? unknown : bounded;
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
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.length === CHUNK_CAPACITY) {
      chunk = new Chunk(chunk ? CHUNK_CAPACITY : FIRST_CAPACITY);
      this.chunks.push(chunk);
    } else if (chunk.length === chunk.capacity) {
      chunk = chunk.grown();
      this.chunks[this.chunks.length - 1] = chunk;
    }
    chunk.set(chunk.length++, since, values);
    this.length += 1;
  }
}

/** Differences from the last known value, null for `unknown` values. */
function differences(parts: readonly ArrayLike<number>[], unknown: number): (number | null)[] {
  const list: (number | null)[] = [];
  let last = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const value = part[i]!;
      if (Object.is(value, unknown)) list.push(null);
      else {
        list.push(value - last);
        last = value;
      }
    }
  }
  return list;
}
