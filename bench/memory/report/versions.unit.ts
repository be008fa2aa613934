import { expect, test } from '@playwright/test';
import type { Report, ReportCell } from './memory-report';
import { mergeReports, rangeOf, versionsTable, versionsThatHold } from './versions';

const cell = (name: string, change: Partial<ReportCell> = {}): ReportCell => ({
  ...{ name, codec: 'VP8', mode: '', size: '720p', source: 'canvas', picture: 'detail', contentHint: 'detail' },
  ...{ simulcast: false, scaledBy: 1, frames: 10, unusable: null, measuredMiB: 32, interval: { low: 31, high: 33 } },
  ...{ estimatedMiB: 32.3, estimatedRange: null, errorPct: 0.9, heldOut: false, receiverMiB: null, method: null },
  ...{ encoded: [], readings: { publisherMiB: [], receiverMiB: [], good: [] } },
  ...change,
});
const report = (
  major: number,
  median: number | null = 2,
  p90: number | null = 8,
  cells: ReportCell[] = [],
): Report => ({
  ...{ chromium: `Chromium headless shell ${major}.0.6167.0`, os: 'Debian', cores: 2, date: '2026-01-02' },
  ...{ cells, heldOutCells: 10, medianAbsErrorPct: median, p90AbsErrorPct: p90 },
});

test('the coefficients hold for the versions around the fitted one, up to the first that is off', () => {
  const hold = (...reports: Report[]) => versionsThatHold('Chromium 156.0.8078.79', reports);
  expect(hold()).toEqual([156]);
  expect(hold(report(153), report(121), report(140), report(158))).toEqual([121, 140, 153, 156, 158]);
  // 140 is off: what is beyond it does not count, however well it fits.
  expect(hold(report(121), report(140, 5.1), report(153))).toEqual([153, 156]);
  expect(hold(report(121), report(140, 2, 12.1), report(153))).toEqual([153, 156]);
  expect(hold(report(153, 5, 12), report(158, null, null), report(160))).toEqual([153, 156]);
  // The browser that was fitted holds, whatever its shell says.
  expect(hold(report(156, 40))).toEqual([156]);
  expect(rangeOf([121, 140, 156])).toEqual({ oldest: 121, newest: 156, measured: 3 });
});

test('a version that is measured again takes its own place', () => {
  const merged = mergeReports([report(140, 1), report(121, 1)], [report(140, 3), report(153, 3)]);
  expect(
    merged.map(({ chromium, medianAbsErrorPct }) => [Number.parseInt(chromium.slice(24), 10), medianAbsErrorPct]),
  ).toEqual([
    [121, 1],
    [140, 3],
    [153, 3],
  ]);
});

test('cells by versions, with what is unusable or was not measured', () => {
  const first = report(121, 2, 8, [cell('a', { heldOut: true, errorPct: -3 }), cell('b', { unusable: 'too slow' })]);
  const second = report(153, null, null, [cell('a', { heldOut: true }), cell('audio', { errorPct: null })]);
  expect(versionsTable([first, second]).split('\n')).toEqual([
    '| MiB (error of the estimate) | 121 | 153 |',
    '| --- | --: | --: |',
    '| a, held out | 32.0 (−3.0 %) | 32.0 (+0.9 %) |',
    '| b | unusable: too slow | not measured |',
    '| audio | not measured | 32.0 |',
    '| Held-out cells | 10 | 10 |',
    '| Their median error | 2.0 % | unknown |',
    '| 90 % of them within | 8.0 % | unknown |',
    '',
    'Chromium headless shell 121.0.6167.0 (2026-01-02), Chromium headless shell 153.0.6167.0 (2026-01-02); Debian, 2 cores.',
  ]);
});
