import { expect, test } from '@playwright/test';
import type { Transceiver } from '../types/inspection';
import { hasReached, Sizes } from './sizes';

const TRACK = { width: 1280, height: 720 };
const layer = (height: number | null, framesEncoded: number | null = 5) =>
  ({ width: height && (height * 16) / 9, height, framesEncoded }) as Transceiver['layers'][number];
const video = (id: number, ...layers: Transceiver['layers']) =>
  ({ connection: '1', id, kind: 'video', trackSize: TRACK, layers }) as const;

test('an encoder has its size where its largest layer comes near the track’s', () => {
  expect(hasReached(video(1, layer(180), layer(716)))).toBe(true);
  expect(hasReached(video(1, layer(360)))).toBe(false);
});

test('what can’t be told is unknown', () => {
  expect(hasReached(video(1))).toBeNull();
  expect(hasReached(video(1, layer(null)))).toBeNull();
  expect(hasReached({ ...video(1, layer(360)), trackSize: null })).toBeNull();
  expect(hasReached({ ...video(1, layer(360)), kind: 'audio' })).toBeNull();
});

test('each cycle names the encoders that sent in it and stayed small, a reused one again', () => {
  const sizes = new Sizes();
  expect(sizes.after(1, [video(1, layer(360))])).toEqual([{ cycle: 1, encoded: '640x360', track: '1280x720' }]);
  expect(sizes.after(2, [video(1, layer(360)), video(2, layer(720))])).toEqual([]);
  expect(sizes.after(3, [video(1, layer(180, 9)), video(2, layer(720))])).toEqual([
    { cycle: 3, encoded: '320x180', track: '1280x720' },
  ]);
  // Nothing was sent.
  expect(sizes.after(4, [video(3, layer(180, 0))])).toEqual([]);
});
