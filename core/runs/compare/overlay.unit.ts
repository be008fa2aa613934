import { expect, test } from '@playwright/test';
import { type PlayedRun, playRun } from '../../fixtures/runs';
import { metricOf, type Overlay, overlayByPublish, overlayByTime } from './overlay';
import { type ComparableRun, figuresOf } from './run-figures';

const T0 = Date.UTC(2026, 0, 1);

function run(options: Partial<PlayedRun> = {}): ComparableRun {
  const { record, page } = playRun({ from: T0, shares: 3, ...options });
  const patch = options.patch ?? 'none';
  return { name: 'x', patch, from: T0 - 1, to: page.now, flags: [], documents: [record], readings: [] };
}

const counts = ({ a, b }: Overlay) => [a, b].map((stands) => stands.map((stand) => metricOf(stand, 'transceivers')));

test('by publish: one value for each, and none where a run has no such publish', () => {
  const [a, b] = [run(), run({ patch: 'reuse', shares: 5 })].map((each) => figuresOf(each, 'screen share', T0));
  const overlay = overlayByPublish(a!.points, b!.points);
  expect(overlay.x).toEqual([1, 2, 3, 4, 5]);
  expect(counts(overlay)).toEqual([
    [1, 2, 3, null, null],
    [1, 1, 1, 1, 1],
  ]);
});

test('by time: both begin with the first publish, only changes are kept, and an ended run ends', () => {
  const late = run({ from: T0 + 3_600_000, shares: 2 });
  const overlay = overlayByTime(run(), late, 'screen share', T0);
  const first = overlay.x.findIndex((_, i) => overlay.a[i]!.transceivers === 1);
  const other = overlay.x.findIndex((_, i) => overlay.b[i]!.transceivers === 1);
  expect([overlay.x[first], overlay.x[other]].every((x) => Math.abs(x!) < 500)).toBe(true);
  expect(overlay.x.length).toBeLessThan(30);
  expect(overlay.x).toEqual([...overlay.x].sort((a, b) => a - b));
  expect(overlay.a.at(-1)!.transceivers).toBe(3);
  expect(overlay.b.at(-1)).toBeNull();
  expect(overlay.b.findLast((stand) => stand !== null)!.transceivers).toBe(2);
});

test('what is unknown in one part is unknown in the sum', () => {
  const one = run();
  Object.assign(one.documents[0]!.history, { sdp: [], figures: [] });
  const { a } = overlayByTime(one, run(), 'screen share', T0);
  expect(metricOf(a.at(-1)!, 'mLines')).toBeNull();
  expect(metricOf(a.at(-1)!, 'idleEncoders')).toBeNull();
  expect(metricOf(a.at(-1)!, 'idle')).toBe(3);
});
