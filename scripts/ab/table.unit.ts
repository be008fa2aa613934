import { expect, test } from '@playwright/test';
import type { ArmResult } from './arm';
import { formatTable } from './table';

const arm: ArmResult = {
  patch: 'none',
  cycles: 20,
  publishes: 20,
  transceivers: 20,
  mLines: 20,
  sdpBytes: 81234,
  intact: 20,
  reachedSize: 20,
  rendererMiB: { start: 71.2, end: 712.6, perCycle: 32.06, method: 'read', readings: [] },
};

test('a row for each arm, unknown said as such', () => {
  const unread = { start: null, end: null, perCycle: null, method: null, readings: [] };
  const table = formatTable([arm, { ...arm, patch: 'reuse', transceivers: 1, intact: null, rendererMiB: unread }]);
  const [head, line, none, reuse] = table.split('\n').map((row) => row.split(/ {2,}/));
  expect(head?.slice(0, 3)).toEqual(['Patch', 'Publishes', 'Transceivers']);
  expect(line?.[0]).toMatch(/^-+$/);
  expect(none).toEqual(['none', '20', '20', '20', '81234', '20 of 20', '71', '713', '32.1']);
  expect(reuse).toEqual(['reuse', '20', '1', '20', '81234', 'unknown', 'unknown', 'unknown', 'unknown']);
});
