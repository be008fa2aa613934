import { expect, test } from '@playwright/test';
import { markdownOf, resultsOf, textOf } from './table';
import type { Arm } from './types';

const arm = (more: Partial<Arm> = {}): Arm => ({
  ...{ patch: 'none', round: 1, cycles: 4, state: 'growing', text: 'Growing: 4 publishes made 4 transceivers.' },
  ...{ publishes: 4, transceivers: 4, idle: 4, mLines: 4, sdpBytes: 16195, startMib: 26, msPerCycle: 3_300 },
  ...{ readings: [72, 105, 138, 170], undersized: [], recording: 'none-1.json', failed: null },
  ...more,
});
const reuse = (more: Partial<Arm> = {}) =>
  arm({ patch: 'reuse', readings: [72, 73, 73, 73], text: 'Stable.', transceivers: 1, ...more });
const cells = (line: string) => line.trim().split(/ {2,}/);

test('a row for each patch, the measured slope with its interval', () => {
  const [head, , none, second] = textOf([arm(), reuse({ mLines: null })]).map(cells);
  expect(head!.slice(-3)).toEqual(['MiB a cycle', 'Interval (95%)', 's a cycle']);
  expect(none).toEqual(['none', '4', '4', '4', '4', '4', '16195', '26', '170', '32.5', '28.8 .. 36.2', '3.3']);
  expect(second).toContain('unknown');
});

test('several rounds: one row, the mean of their slopes, lowest and highest', () => {
  const rounds = [arm(), reuse(), reuse({ round: 2 }), arm({ round: 2, readings: [72, 102, 132, 162] })];
  const [head, , none, ...rest] = textOf(rounds);
  expect(cells(head!)).toContain('Lowest and highest round');
  expect(cells(none!).slice(-3, -1)).toEqual(['31.3', '30.0 .. 32.5']);
  expect(rest.filter((line) => line.startsWith('reuse  '))).toHaveLength(1);
  expect(resultsOf(rounds).map(({ patch, rounds: n }) => [patch, n])).toEqual([
    ['none', 2],
    ['reuse', 2],
  ]);
});

test('what was cut short and what stayed small is said', () => {
  const small = [3, 4].map((cycle) => ({ cycle, encoded: '640x360', track: '1280x720' }));
  const lines = textOf([
    arm({ undersized: small }),
    reuse({ failed: 'Cycle 2 failed: gone.', cycles: 1, readings: [72] }),
  ]);
  expect(lines).toContainEqual(
    expect.stringContaining(
      'none: In 2 cycles (3, 4) an encoder never reached the size of its track (640x360 of 1280x720)',
    ),
  );
  expect(lines).toContain('reuse: Cycle 2 failed: gone. What was measured until then is above.');
  expect(cells(lines[3]!).slice(-3, -1)).toEqual(['unknown', 'unknown']);
});

test('Markdown as a tracker shows it: no stray code spans, no address that a tracker would take', () => {
  const markdown = markdownOf([arm(), reuse()], 'https://example.com/#room|1');
  expect(markdown).toContain('Page: `https://example.com/#room|1`\n');
  const [head] = markdown.split('\n').filter((line) => line.startsWith('|'));
  expect(head).not.toContain('`');
  expect(markdown).toContain('| none | 4 | 4 | 4 | 4 | 4 | 16195 | 26 | 170 | 32.5 | 28.8 .. 36.2 | 3.3 |');
});
