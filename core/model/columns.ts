import type { SeriesData } from './data';

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

const CHUNK = 256;
/** The first chunk begins small, since most publishes are short: V8 keeps up to 64 bytes inside the typed array. */
const FIRST = 8;
const GROWTH = 8;
const COLUMNS = ['at', 'bytes', 'frames', 'width', 'height', 'fps'] as const;
type Column = (typeof COLUMNS)[number];
/** Stand for "unknown" in the arrays. */
const NO_32 = 0xffff_ffff;
const NO_16 = 0xffff;
const NO_8 = 0xff;

/** A piece of the columns: typed arrays, or an hour of fifty senders would be a hundred megabytes of objects. */
class Chunk {
  length = 0;
  /** ms since the line's beginning. */
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

  /** The same with room for more. */
  grown(): Chunk {
    const larger = new Chunk(Math.min(CHUNK, this.capacity * GROWTH));
    larger.length = this.length;
    for (const key of COLUMNS) larger[key].set(this[key]);
    return larger;
  }

  set(i: number, at: number, { bytesSent, framesEncoded, width, height, fps }: Values): void {
    this.at[i] = at;
    this.bytes[i] = bytesSent ?? Number.NaN;
    this.frames[i] = packed(framesEncoded, NO_32);
    this.width[i] = packed(width, NO_16);
    this.height[i] = packed(height, NO_16);
    this.fps[i] = packed(fps, NO_8);
  }

  holds(i: number, { bytesSent, framesEncoded, width, height, fps }: Values): boolean {
    return (
      Object.is(this.bytes[i], bytesSent ?? Number.NaN) &&
      this.frames[i] === packed(framesEncoded, NO_32) &&
      this.width[i] === packed(width, NO_16) &&
      this.height[i] === packed(height, NO_16) &&
      this.fps[i] === packed(fps, NO_8)
    );
  }

  get(i: number, from: number): SeriesPoint {
    const bytes = this.bytes[i]!;
    return {
      at: from + this.at[i]!,
      bytesSent: Number.isNaN(bytes) ? null : bytes,
      framesEncoded: unpacked(this.frames[i]!, NO_32),
      width: unpacked(this.width[i]!, NO_16),
      height: unpacked(this.height[i]!, NO_16),
      fps: unpacked(this.fps[i]!, NO_8),
    };
  }
}

/** What a line's first chunk has come to with so many points. */
const roomFor = (points: number) => (points <= FIRST ? FIRST : points <= FIRST * GROWTH ? FIRST * GROWTH : CHUNK);

const packed = (value: number | null, none: number) =>
  value === null ? none : Math.min(none - 1, Math.max(0, Math.round(value)));
const unpacked = (value: number, none: number) => (value === none ? null : value);

/** The columns of one line. */
export class Columns {
  length = 0;
  private chunks: Chunk[] = [];
  private thinnedBefore: number | null = null;

  constructor(private readonly from: number) {}

  /** @returns whether it became a point of its own: a figure that stands still keeps its first and last. */
  add(at: number, values: Values): boolean {
    const since = Math.round(at - this.from);
    const last = this.chunks.at(-1);
    if (last && since <= last.at[last.length - 1]!) return false;
    if (since < 0 || since >= NO_32) return false;
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

  /** Leaves out every other point of the older half; the first stays. */
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
    const all = (key: Column, none: number) =>
      differences(
        this.chunks.map((chunk) => chunk[key].subarray(0, chunk.length)),
        none,
      );
    return {
      from,
      thinnedBefore,
      at: all('at', Number.NaN) as number[],
      bytesSent: all('bytes', Number.NaN),
      framesEncoded: all('frames', NO_32),
      width: all('width', NO_16),
      height: all('height', NO_16),
      fps: all('fps', NO_8),
    };
  }

  /** Column by column, without an object for each of what may be millions of points. */
  static from(data: ColumnData): Columns {
    const columns = new Columns(data.from);
    columns.thinnedBefore = data.thinnedBefore;
    columns.length = data.at.length;
    for (let start = 0; start < data.at.length; start += CHUNK) {
      const chunk = new Chunk(start > 0 ? CHUNK : roomFor(data.at.length));
      chunk.length = Math.min(CHUNK, data.at.length - start);
      columns.chunks.push(chunk);
    }
    const fill = (key: Column, of: (number | null)[], none: number) => {
      let last = 0;
      for (let i = 0; i < of.length; i++) {
        const change = of[i]!;
        if (change !== null) last += change;
        const held = Number.isNaN(none) ? last : Math.min(none - 1, Math.max(0, last));
        columns.chunks[(i / CHUNK) | 0]![key][i % CHUNK] = change === null ? none : held;
      }
    };
    fill('at', data.at, NO_32);
    fill('bytes', data.bytesSent, Number.NaN);
    fill('frames', data.framesEncoded, NO_32);
    fill('width', data.width, NO_16);
    fill('height', data.height, NO_16);
    fill('fps', data.fps, NO_8);
    return columns;
  }

  private push(since: number, values: Values): void {
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.length === CHUNK) {
      chunk = new Chunk(chunk ? CHUNK : FIRST);
      this.chunks.push(chunk);
    } else if (chunk.length === chunk.capacity) {
      chunk = chunk.grown();
      this.chunks[this.chunks.length - 1] = chunk;
    }
    chunk.set(chunk.length++, since, values);
    this.length += 1;
  }
}

/** Differences to the last known value before, null where a value is `none`. */
function differences(parts: readonly ArrayLike<number>[], none: number): (number | null)[] {
  const list: (number | null)[] = [];
  let last = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const value = part[i]!;
      if (Object.is(value, none)) list.push(null);
      else {
        list.push(value - last);
        last = value;
      }
    }
  }
  return list;
}
