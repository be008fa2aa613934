import { expect, test } from '@playwright/test';
import type { Cell } from '../cells';
import type { CellResult } from '../measure-cell';
import { FIREFOX_PART_CELLS, PART_CELLS } from '../part-cells';
import { refitParts } from './refit-parts';

const MACHINE = { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-01-02' };
/** MiB of a downscaled encoder. */
const REST = 1;
const PER_MPX: Record<string, number> = { canvas: 4, camera: 0, tab: 2, screen: 2 };

/** What each cell comes to if a stream held so much for each megapixel of its track. */
function measured(cell: Cell): CellResult {
  const mpx = (cell.size * cell.size * 16) / 9 / 1e6;
  const stream = cell.publish === 'addTrack' ? PER_MPX[cell.source]! * mpx : 0;
  const small = cell.measures === 'receiver' || cell.source === 'microphone';
  const measuredMiB = small ? 0.4 : REST + stream;
  return {
    cell,
    browser: 'Chromium 1',
    unusable: null,
    measuredMiB,
    interval: { low: measuredMiB - 0.051, high: measuredMiB + 0.051 },
    receiverMiB: null,
    method: 'read',
    layers: [],
    cycles: [],
  };
}

for (const [name, cells] of [
  ['Chromium', PART_CELLS],
  ['Firefox', FIREFOX_PART_CELLS],
] as const) {
  test(`what a stream keeps is told by the cells with it and without, in ${name}`, () => {
    const { stream, receiver, audioSender } = refitParts(cells.map(measured), `${name} 1`, MACHINE);
    expect(stream.drawn?.perMpx).toBeCloseTo(4, 2);
    expect(stream.drawn?.error).toBeLessThan(0.02);
    expect(stream.display?.perMpx).toBeCloseTo(2, 2);
    // Less than can be told from nothing.
    expect(stream.camera).toBeNull();
    // Outward, so that what was measured is inside.
    expect(audioSender).toEqual({ low: 0.34, high: 0.46 });
    const what = name === 'Chromium' ? 'VP8, VP9, AV1, 360p-720p' : 'VP8, VP9, AV1, 360p-1080p';
    expect(receiver).toEqual({ video: { ...audioSender, cells: what }, audio: { ...audioSender, cells: 'opus' } });
  });
}

test('unusable cells count for nothing, and without its cells no part is written', () => {
  const refit = (change: (result: CellResult) => CellResult) => () =>
    refitParts(
      PART_CELLS.map((cell) => change(measured(cell))),
      'Chromium 1',
      MACHINE,
    );
  const unusable = (test: (cell: Cell) => boolean) =>
    refit((result) => (test(result.cell) ? { ...result, unusable: 'too slow' } : result));
  expect(unusable(({ name }) => name === 'receiver-audio')).toThrow('--fit needs a usable cell of an audio receiver.');
  expect(unusable(({ name }) => name === 'no-stream-tab-720')).toThrow('a display, with a stream and without');
  expect(unusable(({ name }) => name === 'receiver-vp9-720')().receiver.video.high).toBe(0.46);
});
