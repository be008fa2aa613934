import { expect, test } from '@playwright/test';
import type { LayerStats } from '../../../protocol/state';
import { CELLS } from '../cells';
import type { CellResult } from '../measure-cell';
import { estimateCell } from './estimate';
import { makeReport } from './memory-report';
import { toMarkdown } from './table';

const MACHINE = { os: 'Debian', platform: 'Linux', cores: 2, date: '2026-01-02' };
const LAYER: LayerStats = {
  rid: null,
  ssrc: null,
  active: true,
  bytesSent: null,
  framesEncoded: 10,
  width: 1280,
  height: 720,
  fps: null,
  codec: 'video/vp8',
  scalabilityMode: 'L1T1',
  contentType: 'screenshare',
  encoder: null,
  powerEfficient: null,
};

function result(name: string, change: Partial<CellResult> = {}): CellResult {
  const cell = CELLS.find((one) => one.name === name)!;
  return {
    cell,
    browser: 'Chromium 1',
    unusable: null,
    measuredMiB: 32,
    interval: { low: 31.5, high: 32.5 },
    receiverMiB: 0.5,
    method: 'read',
    layers: [LAYER],
    cycles: [],
    ...change,
  };
}

/** Measured so that the estimate is `percent` off. */
const off = (name: string, percent: number) => {
  const estimate = estimateCell(result(name))!.middle;
  return result(name, { measuredMiB: estimate / (1 + percent / 100) });
};

test('errors are of the held-out cells alone, and only of the usable ones', () => {
  const report = makeReport(
    [
      off('vp8-720-still', 50),
      off('vp8-1080-still', 2),
      off('vp8-2160-still', -10),
      off('vp8-720-tab', 4),
      result('vp8-1080-tab', { unusable: '4 of 9 cycles', measuredMiB: 3 }),
    ],
    'Chromium 1',
    MACHINE,
  );
  expect(report).toMatchObject({ chromium: 'Chromium 1', cores: 2, heldOutCells: 3 });
  expect(report.medianAbsErrorPct).toBeCloseTo(4, 5);
  expect(report.p90AbsErrorPct).toBeCloseTo(10, 5);
  expect(report.cells.map(({ errorPct, heldOut }) => [errorPct, heldOut])).toEqual([
    [50, false],
    [2, true],
    [-10, true],
    [4, true],
    [null, true],
  ]);
});

test('what was not measured has no error, and a run without held-out cells says so', () => {
  const report = makeReport([result('audio'), result('vp8-720-still', { measuredMiB: null })], 'Chromium 1', MACHINE);
  expect(report).toMatchObject({ heldOutCells: 0, medianAbsErrorPct: null, p90AbsErrorPct: null });
  expect(report.cells.map(({ errorPct }) => errorPct)).toEqual([null, null]);
  expect(toMarkdown(report)).toContain('No held-out cell was measured.');
});

test('the table has a row for each cell', () => {
  const cells = [off('vp8-1080-still', -10), result('vp8-720-still', { unusable: 'too slow' })];
  const [, , first, second, , last] = toMarkdown(makeReport(cells, 'Chromium 1', MACHINE)).split('\n');
  expect(first).toMatch(
    /^\| vp8-1080-still \| VP8 \| canvas, detail \| [\d.]+ \| 31\.5-32\.5 \| [\d.]+ \| −10\.0 % \| held out \|$/,
  );
  expect(second).toContain('unusable: too slow');
  expect(last).toBe(
    'Chromium 1 on Debian, 2 cores, 2026-01-02. Held-out cells (1): median error 10.0 %, 90 % within 10.0 %.',
  );
});
