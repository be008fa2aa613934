/**
 * A 16-bit number as black and white blocks, made to survive video coding and downscaling: 16 x 2
 * square blocks along the lower edge. Upper row: 8 fixed blocks that prove a code is there and give
 * the levels of black and white, then a CRC-8. Lower row: the number.
 */
export const COLUMNS = 16;
export const ROWS = 2;
const SYNC = 0b10110010;
/** A smaller difference between black and white (of 255) is not a code. */
const MIN_CONTRAST = 64;

const bits = (value: number, count: number) =>
  Array.from({ length: count }, (_, i) => ((value >> (count - 1 - i)) & 1) === 1);

const number = (cells: boolean[]) => cells.reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0);

function crc8(code: number): number {
  let crc = 0xff;
  for (const bit of bits(code, 16)) {
    const carry = crc & 0x80 ? 1 : 0;
    crc = (crc << 1) & 0xff;
    if (carry !== (bit ? 1 : 0)) crc ^= 0x07;
  }
  return crc;
}

/** The blocks of `code` (0..65535), row by row; true is white. */
export function encode(code: number): boolean[] {
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) throw new RangeError(`code ${code} is not 0..65535`);
  return [...bits(SYNC, 8), ...bits(crc8(code), 8), ...bits(code, 16)];
}

/**
 * Decodes the code.
 * @param luma mean brightness (0..255) of each block, row by row
 * @returns the code; null if there is none or it is damaged
 */
export function decode(luma: readonly number[]): number | null {
  if (luma.length !== COLUMNS * ROWS) return null;
  const sync = bits(SYNC, 8);
  const mean = (white: boolean) => {
    const values = luma.slice(0, 8).filter((_, i) => sync[i] === white);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const white = mean(true);
  const black = mean(false);
  if (white - black < MIN_CONTRAST) return null;
  const cells = luma.map((value) => value > (white + black) / 2);
  if (!sync.every((bit, i) => bit === cells[i])) return null;
  const code = number(cells.slice(16));
  return number(cells.slice(8, 16)) === crc8(code) ? code : null;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The area of the blocks in a picture. Their size depends only on the width, so the code is also found
 * on a screen with the page in its lower part.
 */
export function codeArea(width: number, height: number): Rect {
  const side = width / COLUMNS;
  return { x: 0, y: height - side * ROWS, width, height: side * ROWS };
}

/** Bytes of a picture; every `step`th byte is a pixel's brightness. */
export interface Luma {
  data: ArrayLike<number>;
  offset: number;
  /** Bytes from one row to the next. */
  stride: number;
  step: number;
}

/** Number of sampled points in each direction of a block. */
const POINTS_PER_SIDE = 8;

/**
 * Mean brightness of the center of each block, because video coding blurs the edges.
 * @param width of the picture, in pixels
 * @param top where the code begins, in pixels from the first row of `luma`
 */
export function blockLuma({ data, offset, stride, step }: Luma, width: number, top: number): number[] {
  const side = width / COLUMNS;
  const points = Array.from({ length: POINTS_PER_SIDE }, (_, i) => side * (0.25 + (0.5 * (i + 0.5)) / POINTS_PER_SIDE));
  return Array.from({ length: COLUMNS * ROWS }, (_, cell) => {
    const left = (cell % COLUMNS) * side;
    const upper = top + Math.floor(cell / COLUMNS) * side;
    let sum = 0;
    for (const y of points) {
      const row = offset + Math.floor(upper + y) * stride;
      for (const x of points) sum += data[row + Math.floor(left + x) * step] ?? 0;
    }
    return sum / POINTS_PER_SIDE ** 2;
  });
}
