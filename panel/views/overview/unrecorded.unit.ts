import { expect, test } from '@playwright/test';
import { nullStretches, recordedTextAt, unrecordedStretches } from './unrecorded';

test('nulls become stretches from one time to the next known one, and never 0', () => {
  const times = [0, 10, 20, 30, 40];
  expect(nullStretches(times, [null, null, 5, null, 7], 'not recorded')).toEqual([
    { from: 0, to: 20, text: 'not recorded' },
    { from: 30, to: 40, text: 'not recorded' },
  ]);
  expect(nullStretches(times, [0, 0, 0, 0, 0], 'not recorded')).toEqual([]);
});

test('where something is known the numbers stay, and the picture says that they are not all', () => {
  const stretches = [
    { from: 0, to: 10, partly: false },
    { from: 20, to: 30, partly: true },
  ];
  expect([0, 9, 10, 25].map((at) => recordedTextAt(stretches, at))).toEqual([
    'not recorded',
    'not recorded',
    null,
    null,
  ]);
  expect(unrecordedStretches(stretches).map(({ text }) => text)).toEqual(['not recorded', 'partly not recorded']);
});
