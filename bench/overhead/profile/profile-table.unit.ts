import { expect, test } from '@playwright/test';
import { figure } from '../../lib/figures';
import { CALLS } from '../calls';
import { LAYERS } from './layers';
import { profileTable } from './profile-table';

test('a row for each layer, a column for each call: time that passed, and processor time', () => {
  const [call] = CALLS;
  const [first, second] = LAYERS;
  const of = (name: string, value: number) => ({
    part: 'profile',
    ...figure({ name: `${call!.name}, ${name}`, value, unit: '', note: `9.0 µs with, 8.0 µs without; noise 1` }),
  });
  const table = profileTable({
    figures: [
      of(first!.name, 1.021),
      of(`${first!.name}, processor time`, 1.2),
      of(second!.name, 1.5),
      of(`${second!.name}, processor time`, 1.66),
    ],
  });
  const cells = table
    .split('\n')
    .slice(2)
    .map((line) => line.split(' | ').slice(1, 3));
  expect(cells.slice(0, 3)).toEqual([
    ['8.0 µs', '–'],
    ['1.02, 1.20', '–'],
    ['1.50, 1.66', '–'],
  ]);
});
