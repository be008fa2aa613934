import { expect, test } from '@playwright/test';
import old from '../../../core/estimate/coefficients/coefficients.json' with { type: 'json' };
import { CELLS, type Cell } from '../cells';
import type { CellResult } from '../measure-cell';
import { refit } from './refit';

const MACHINE = { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-01-02' };

/** What each cell would come to if every encoder held 5 MiB and 40 MiB for each megapixel. */
function measured(cell: Cell, change: Partial<CellResult> = {}): CellResult {
  const height = cell.size / cell.scaleBy;
  const sizes = cell.simulcast ? [height, height / 2, height / 4] : [height];
  const mpx = sizes.map((side) => (side * side * 16) / 9 / 1e6);
  const layer = {
    ssrc: null,
    active: true,
    bytesSent: null,
    framesEncoded: 10,
    fps: null,
    codec: `video/${cell.codec.toLowerCase()}`,
    scalabilityMode: cell.mode || 'L1T1',
    contentType: (cell.hint === 'picture' ? cell.picture : cell.hint) === 'detail' ? 'screenshare' : null,
    encoder: null,
    powerEfficient: null,
  };
  return {
    cell,
    browser: 'Chromium 1',
    unusable: null,
    measuredMiB: mpx.reduce((sum, one) => sum + 5 + 40 * one, 0),
    interval: { low: 0.2, high: 0.61 },
    receiverMiB: null,
    method: 'read',
    layers: sizes.map((side, i) => ({
      ...layer,
      rid: sizes.length > 1 ? String(i) : null,
      width: (side * 16) / 9,
      height: side,
    })),
    cycles: [],
    ...change,
  };
}

const all = () => CELLS.map((cell) => measured(cell));

test('every fit of the panel has cells of its own, and finds the line that they lie on', () => {
  const data = refit(all(), old, 'Chromium 1', MACHINE);
  expect(Object.keys(data.fits)).toEqual(Object.keys(old.fits));
  for (const fit of Object.values(data.fits)) expect(fit).toMatchObject({ constant: 5, perMpx: 40, error: 0 });
  expect(data).toMatchObject({ heldOut: { medianAbsErrorPct: 0, p90AbsErrorPct: 0 } });
  expect(data.measured).toMatchObject({ browser: 'Chromium 1', cores: 2, cells: CELLS.length - 1 });
});

test('a held-out cell changes the error that is said, and not the fit', () => {
  const name = 'h264-720-moving';
  const results = CELLS.map((cell) => {
    const right = measured(cell);
    return cell.name === name ? { ...right, measuredMiB: right.measuredMiB! / 1.2 } : right;
  });
  const { fits } = refit(results, old, 'Chromium 1', MACHINE);
  expect(fits.h264Camera).toMatchObject({ constant: 5, perMpx: 40, error: 0.21 });
  expect(fits.h264Screen.error).toBe(0);
});

test('unusable cells count neither way; without cells to fit there is no fit', () => {
  const bad = (name: string) => (cell: Cell) =>
    measured(cell, cell.name.startsWith(name) ? { unusable: 'too slow', measuredMiB: 1 } : {});
  expect(refit(CELLS.map(bad('vp8-720-tab')), old, 'Chromium 1', MACHINE).fits.vp8Screen.error).toBe(0);
  expect(() => refit(CELLS.map(bad('h264')), old, 'Chromium 1', MACHINE)).toThrow('--fit needs all cells');
});

test('a cell whose layers have no fit of the panel’s is named', () => {
  const results = [measured(CELLS[0]!, { layers: [{ ...measured(CELLS[0]!).layers[0]!, codec: 'video/h266' }] })];
  expect(() => refit(results, old, 'Chromium 1', MACHINE)).toThrow(CELLS[0]!.name);
});
