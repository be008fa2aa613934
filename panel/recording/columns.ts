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
/** Stand for "unknown" in the arrays. */
const NO_32 = 0xffff_ffff;
const NO_16 = 0xffff;
const NO_8 = 0xff;

/** A piece of the columns: typed arrays, or an hour of fifty senders would be a hundred megabytes of objects. */
class Chunk {
  length = 0;
  /** ms since the line's beginning. */
  readonly at = new Uint32Array(CHUNK);
  readonly bytes = new Float64Array(CHUNK);
  readonly frames = new Uint32Array(CHUNK);
  readonly width = new Uint16Array(CHUNK);
  readonly height = new Uint16Array(CHUNK);
  readonly fps = new Uint8Array(CHUNK);

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
    const data: ColumnData = {
      from: this.from,
      thinnedBefore: this.thinnedBefore,
      at: [],
      bytesSent: [],
      framesEncoded: [],
      width: [],
      height: [],
      fps: [],
    };
    const last: Record<string, number> = { at: this.from };
    const write = (key: keyof SeriesPoint, value: number | null) => {
      (data[key] as (number | null)[]).push(value === null ? null : value - (last[key] ?? 0));
      if (value !== null) last[key] = value;
    };
    for (const point of this.points()) for (const key of KEYS) write(key, point[key]);
    return data;
  }

  static from(data: ColumnData): Columns {
    const columns = new Columns(data.from);
    columns.thinnedBefore = data.thinnedBefore;
    const last: SeriesPoint = { at: 0, bytesSent: 0, framesEncoded: 0, width: 0, height: 0, fps: 0 };
    for (let i = 0; i < data.at.length; i++) {
      const point = { ...last };
      for (const key of KEYS) {
        const change = data[key][i] ?? null;
        if (change === null) (point as Values)[key as keyof Values] = null;
        else point[key] = last[key]! + change;
        if (change !== null) last[key] = point[key]!;
      }
      if (point.at >= 0 && point.at < NO_32) columns.push(point.at, point);
    }
    return columns;
  }

  private push(since: number, values: Values): void {
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.length === CHUNK) {
      chunk = new Chunk();
      this.chunks.push(chunk);
    }
    chunk.set(chunk.length++, since, values);
    this.length += 1;
  }
}

const KEYS = ['at', 'bytesSent', 'framesEncoded', 'width', 'height', 'fps'] as const;
