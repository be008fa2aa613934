import { expect, test } from '@playwright/test';
import old from '../../../core/estimate/coefficients/firefox.json' with { type: 'json' };
import type { Cell } from '../cells';
import { FIREFOX_CELLS } from '../firefox-cells';
import type { CellResult } from '../measure-cell';
import { refitFirefox } from './refit-firefox';

const MACHINE = { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-01-02' };
const FRAME = { canvas: 7, camera: 6, screen: 10 } as Record<string, number>;

/** What each cell comes to if an encoder held 5 MiB and 40 for each megapixel, beside its source's frames. */
function measured(cell: Cell): CellResult {
  const mpx = (cell.size * cell.size * 16) / 9 / 1e6;
  const encoder = cell.unpublish.endsWith('downscale') ? 0.5 : 5 + 40 * mpx;
  return {
    cell,
    browser: 'Firefox 1',
    unusable: null,
    measuredMiB: cell.source === 'microphone' ? 0.4 : encoder + FRAME[cell.source]! * mpx,
    interval: { low: 0.2, high: 0.61 },
    receiverMiB: null,
    method: 'read',
    layers: [],
    cycles: [],
  };
}

test('encoders and kept frames are told apart by what is left after a downscale', () => {
  const { fits, lastFrame, heldOut } = refitFirefox(FIREFOX_CELLS.map(measured), old, 'Firefox 1', MACHINE);
  for (const fit of Object.values(fits)) expect(fit).toMatchObject({ constant: 4.5, perMpx: 40, error: 0 });
  const frames = Object.values(lastFrame).map(({ constant, perMpx }) => [constant, perMpx]);
  expect(frames).toEqual([FRAME.canvas, FRAME.camera, FRAME.screen].map((each) => [0.5, each]));
  expect(heldOut).toEqual({ cells: 8, medianAbsErrorPct: 0, p90AbsErrorPct: 0 });
});

test('without its cells no fit is made anew', () => {
  const without = (name: string) => FIREFOX_CELLS.filter((cell) => cell.name !== name).map(measured);
  const refit = (results: CellResult[]) => () => refitFirefox(results, old, 'Firefox 1', MACHINE);
  expect(refit(without('firefox-vp8-720-camera-downscaled'))).toThrow('--fit needs the downscaled cell of a camera.');
  expect(refit(without('firefox-av1-360'))).toThrow('--fit needs all cells: of av1 only 1 to fit are there.');
});
