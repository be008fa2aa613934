import { expect, test } from '@playwright/test';
import { blockLuma, COLUMNS, codeArea, decode, encode, ROWS } from './blockCode';

const levels = (code: number, black = 0, white = 255) => encode(code).map((bit) => (bit ? white : black));

/** Same numbers in every run. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Draws the code `scale` pixels a block, then shrinks it to `block` pixels a block by averaging. */
function shrunken(code: number, scale: number, block: number): number[] {
  const cells = encode(code);
  const data: number[] = [];
  for (let y = 0; y < ROWS * block; y++) {
    for (let x = 0; x < COLUMNS * block; x++) {
      let sum = 0;
      const n = 8;
      for (let i = 0; i < n * n; i++) {
        const fromX = ((x + ((i % n) + 0.5) / n) / block) * scale;
        const fromY = ((y + (Math.floor(i / n) + 0.5) / n) / block) * scale;
        sum += cells[Math.floor(fromY / scale) * COLUMNS + Math.floor(fromX / scale)] ? 255 : 0;
      }
      data.push(sum / n ** 2);
    }
  }
  return blockLuma({ data, offset: 0, stride: COLUMNS * block, step: 1 }, COLUMNS * block, 0);
}

test('every code reads back as itself', { tag: '@slow' }, () => {
  const wrong: number[] = [];
  for (let code = 0; code <= 0xffff; code++) if (decode(levels(code)) !== code) wrong.push(code);
  expect(wrong).toEqual([]);
});

test('codes survive low contrast and noise', () => {
  const next = random(1);
  const wrong: number[] = [];
  for (let code = 1; code < 2000; code++) {
    const luma = levels(code, 60, 190).map((value) => value + (next() - 0.5) * 80);
    if (decode(luma) !== code) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});

test('a code drawn 80 pixels a block (720p) reads back at a sixteenth of its size', () => {
  for (const code of [1, 2, 255, 256, 4095, 43690, 65535]) expect(decode(shrunken(code, 80, 5))).toBe(code);
});

test('offset, stride, pixel size and a code that begins between two rows are honored', () => {
  const width = 200;
  const area = codeArea(width, 113);
  const [offset, stride, step] = [3, 1000, 4];
  const data = new Uint8Array(offset + stride * 113);
  encode(777).forEach((white, cell) => {
    const side = width / COLUMNS;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const row = Math.floor(area.y + Math.floor(cell / COLUMNS) * side + y);
        data[offset + row * stride + Math.floor((cell % COLUMNS) * side + x) * step] = white ? 235 : 16;
      }
    }
  });
  expect(decode(blockLuma({ data, offset, stride, step }, width, area.y))).toBe(777);
});

test('one wrong block makes the code unreadable, never another code', () => {
  const read: [number, number][] = [];
  for (let code = 0; code < 500; code++) {
    for (let block = 0; block < COLUMNS * ROWS; block++) {
      const luma = levels(code);
      luma[block] = 255 - luma[block]!;
      if (decode(luma) !== null) read.push([code, block]);
    }
  }
  expect(read).toEqual([]);
});

test('pictures without a code are no code', () => {
  const next = random(2);
  let read = 0;
  for (let i = 0; i < 20_000; i++) {
    if (decode(Array.from({ length: 32 }, () => next() * 255)) !== null) read += 1;
  }
  expect(read).toBeLessThanOrEqual(3);
  expect(decode(new Array(32).fill(0))).toBeNull();
  expect(decode(new Array(32).fill(255))).toBeNull();
  expect(decode([])).toBeNull();
  expect(decode(levels(5, 100, 130))).toBeNull();
});

test('the code lies along the lower edge, its size set by the width alone', () => {
  expect(codeArea(1280, 720)).toEqual({ x: 0, y: 560, width: 1280, height: 160 });
  expect(codeArea(1280, 1024)).toEqual({ x: 0, y: 864, width: 1280, height: 160 });
});

test('a number that does not fit is refused', () => {
  for (const code of [-1, 65536, 1.5, Number.NaN]) expect(() => encode(code)).toThrow(RangeError);
});
