import { expect, test } from '@playwright/test';
import { canaryText, makeReport } from './canary-report';
import { compareCell, type Measured } from './cells';

const cell = (measuredMiB: number | null, low = 0, high = 0, unusable: string | null = null): Measured => ({
  name: 'vp8-720-still',
  measuredMiB,
  interval: measuredMiB === null ? null : { low, high },
  unusable,
});
const BEFORE = cell(32.6, 32.1, 33.1);

test('a cell has changed where it is off by more than its spread, and than two runs of one browser', () => {
  expect(compareCell(cell(36, 35.5, 36.5), BEFORE)).toMatchObject({ changed: true, offPct: 10.4 });
  expect(compareCell(cell(16, 15.8, 16.2), BEFORE)).toMatchObject({ changed: true, offPct: -50.9 });
  // The intervals overlap.
  expect(compareCell(cell(36, 33, 39), BEFORE)).toMatchObject({ changed: false, offPct: 10.4 });
  // They are apart, but by no more than two runs are.
  expect(compareCell(cell(33.3, 33.2, 33.4), BEFORE)).toMatchObject({ changed: false, offPct: 2.1 });
});

test('what can no longer be measured is a change, what never was is none', () => {
  expect(compareCell(cell(null, 0, 0, 'never reached 1280x720'), BEFORE)).toMatchObject({
    changed: true,
    offPct: null,
  });
  expect(compareCell(cell(12, 11, 13), null)).toMatchObject({ changed: false, offPct: null });
  expect(compareCell(cell(12, 11, 13), cell(null, 0, 0, 'no encoder'))).toMatchObject({ changed: false });
});

test('the report in words', () => {
  const failures = [{ file: 'a.spec.ts', title: 'breaks', error: 'Error: no' }];
  const found = makeReport({
    browser: 'Chromium 157.0.1',
    measuredOn: 'Chromium 156.0.8',
    tests: { passed: 3, skipped: 1, failures, flaky: [] },
    notRun: 'Not run: the rest.',
    cores: { now: 1, before: 2 },
    cells: [compareCell(cell(36, 35.5, 36.5), BEFORE), compareCell(cell(null, 0, 0, 'no H264'), null)],
  });
  expect(canaryText(found).split('\n')).toEqual([
    'Browser: Chromium 157.0.1 (measured on: Chromium 156.0.8)',
    'Tests: 3 of 4 passed, 1 skipped',
    '  failed: a.spec.ts: breaks',
    '    Error: no',
    'Not run: the rest.',
    'Memory, MiB an unpublished sender:',
    '  changed: vp8-720-still 36.0 (35.5-36.5), was 32.6 (32.1-33.1), +10.4 %',
    '  as before: vp8-720-still unknown (no H264), not measured before',
    '  Measured on 1 core, before on 2: an encoder chooses its threads by them, so a cell may differ without the browser.',
    'Changed: 2.',
  ]);
  const nothing = makeReport({
    ...found,
    browser: 'Chromium 156.0.8',
    cores: { now: 2, before: 2 },
    tests: { passed: 1, skipped: 0, failures: [], flaky: [] },
    cells: [],
  });
  expect(canaryText(nothing)).not.toContain('core');
  expect(canaryText(nothing)).toContain('the one that was measured on');
  expect(canaryText(nothing)).toMatch(/Nothing changed\.$/);
});
