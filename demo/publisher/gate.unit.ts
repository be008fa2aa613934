import { expect, test } from '@playwright/test';
import { type Encoded, isReached, poll, type Wanted } from './gate';

const WANTED: Wanted = { width: 1280, height: 720, codec: 'VP9', mode: '' };
const NOTHING: Encoded = { layers: [], codec: 'VP9', mode: 'L1T3' };
const single = (width: number, height: number, frames: number): Encoded => ({
  ...NOTHING,
  layers: [{ rid: '', width, height, frames, packets: frames }],
});

test('the wanted size counts once some frames have it', () => {
  expect(isReached(NOTHING, NOTHING, WANTED)).toBe(false);
  expect(isReached(single(320, 180, 50), NOTHING, WANTED)).toBe(false);
  expect(isReached(single(1280, 720, 9), NOTHING, WANTED)).toBe(false);
  expect(isReached(single(1280, 720, 10), NOTHING, WANTED)).toBe(true);
  expect(isReached(single(1920, 1080, 10), NOTHING, WANTED)).toBe(false);
});

test('the last size of an idle sender does not count for the next publish', () => {
  const before = single(1280, 720, 50);
  expect(isReached(before, before, WANTED)).toBe(false);
  expect(isReached(single(1280, 720, 60), before, WANTED)).toBe(true);
});

test('another codec or mode than the wanted one does not count', () => {
  const now = single(1280, 720, 10);
  expect(isReached({ ...now, codec: 'VP8' }, NOTHING, WANTED)).toBe(false);
  expect(isReached({ ...now, codec: null }, NOTHING, WANTED)).toBe(false);
  expect(isReached(now, NOTHING, { ...WANTED, mode: 'L1T3' })).toBe(true);
  expect(isReached(now, NOTHING, { ...WANTED, mode: 'L3T3_KEY' })).toBe(false);
});

test('every simulcast layer must run', () => {
  const layers = [
    { rid: 'f', width: 1280, height: 720, frames: 10, packets: 9 },
    { rid: 'h', width: 640, height: 360, frames: 10, packets: 9 },
    { rid: 'q', width: 0, height: 0, frames: 0, packets: 0 },
  ];
  expect(isReached({ ...NOTHING, layers }, NOTHING, WANTED)).toBe(false);
  layers[2] = { rid: 'q', width: 320, height: 180, frames: 10, packets: 19 };
  expect(isReached({ ...NOTHING, layers }, NOTHING, WANTED)).toBe(true);
});

test('odd sizes may be rounded down', () => {
  expect(isReached(single(1280, 712, 10), NOTHING, { ...WANTED, height: 713 })).toBe(true);
  expect(isReached(single(1280, 711, 10), NOTHING, { ...WANTED, height: 713 })).toBe(false);
});

test('polling ends with the first result, or with null', async () => {
  let calls = 0;
  expect(await poll(5000, () => (++calls < 3 ? null : 'done'))).toBe('done');
  expect(calls).toBe(3);
  expect(await poll(50, () => null)).toBeNull();
});
