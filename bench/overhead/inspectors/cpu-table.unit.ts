import { expect, test } from '@playwright/test';
import { figure } from '../../lib/figures';
import { cpuTable } from './cpu-table';

const of = (name: string, value: number) => ({ part: 'cpu', ...figure({ name, value, unit: '% of a core' }) });

test('a row for each inspector, a column for each size of the call, the lowest bold', () => {
  const table = cpuTable({
    figures: [
      of('main thread, 10 transceivers, observed', 0.18),
      of('main thread, 1 transceivers, observed', 0.1),
      of('main thread, 1 transceivers, panel open', 0.13),
    ],
    peers: [
      {
        name: 'internals',
        figures: [of('main thread, 1 transceivers', 0.05), of('main thread, 10 transceivers', 0.2)],
      },
    ],
  });
  expect(table.split('\n').slice(2)).toEqual([
    '| observed | 0.10 | **0.18** |',
    '| panel open | 0.13 | – |',
    '| internals | **0.05** | 0.20 |',
  ]);
});
