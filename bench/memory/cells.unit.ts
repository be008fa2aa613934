import { expect, test } from '@playwright/test';
import { parseSettings } from '../../demo/publisher/settings';
import { CELLS } from './cells';
import { FIREFOX_CELLS } from './firefox-cells';
import { parametersOf } from './measure-cell';
import { chooseCells, describeCell } from './measure-cells';
import { FIREFOX_PART_CELLS, PART_CELLS } from './part-cells';

test('every cell has its own name, and the demo takes its settings as they are', () => {
  const cells = [...CELLS, ...FIREFOX_CELLS, ...PART_CELLS, ...FIREFOX_PART_CELLS];
  expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
  for (const cell of cells) {
    const { settings, problems } = parseSettings(new URLSearchParams(parametersOf(cell)));
    expect(problems, cell.name).toEqual([]);
    const { codec, mode, source, picture, hint, simulcast, publish = 'addTransceiver' } = cell;
    expect(settings, cell.name).toMatchObject({
      publish,
      codec,
      mode,
      source,
      picture,
      hint,
      simulcast,
      height: cell.size,
    });
  }
});

test('the main cells hold some out of the fit, in every codec', () => {
  const quick = chooseCells(CELLS, { quick: true });
  expect(quick.length).toBeLessThan(CELLS.length / 2);
  const heldOut = quick.filter(({ role }) => role === 'held-out');
  expect(new Set(heldOut.map(({ codec }) => codec))).toEqual(new Set(['VP8', 'H264', 'VP9', 'AV1']));
});

test('cells are chosen by name, a wrong one is named', () => {
  expect(chooseCells(CELLS, { quick: false, cells: 'audio, vp8-720-still' }).map(({ name }) => name)).toEqual([
    'vp8-720-still',
    'audio',
  ]);
  expect(() => chooseCells(CELLS, { quick: false, cells: 'audio,vp8-721' })).toThrow('There is no cell "vp8-721".');
  expect(chooseCells(CELLS, { quick: false })).toBe(CELLS);
});

test('a cell in words', () => {
  const say = (name: string) => describeCell(CELLS.find((cell) => cell.name === name)!);
  expect(say('vp8-720-simulcast')).toBe(
    'vp8-720-simulcast: VP8, simulcast, 720p, canvas, moving, hint motion (held-out, quick)',
  );
  expect(say('vp8-720-still-scaled-by-4')).toContain('still, hint detail, scaled by 4 before the unpublish (');
  expect(say('audio')).toBe('audio: audio (row, quick)');
  const part = (name: string) => describeCell(PART_CELLS.find((cell) => cell.name === name)!);
  expect(part('receiver-vp9-720')).toContain('receiver-vp9-720: the receiver, VP9, 720p, canvas');
  expect(part('stream-canvas-720')).toContain('addTrack with its stream, downscaled after it (row)');
});
