import { expect, test } from '@playwright/test';
import { settledReading } from './settled';

test('a reading counts once the next agrees, and none is asked for without end', async () => {
  const readings = (values: (number | null)[]) => {
    const left = [...values];
    return async () => {
      const mib = left.shift() ?? null;
      return mib === null ? null : { mib };
    };
  };
  expect(await settledReading(readings([100, 80, 79.8, 10]), { most: 9 })).toEqual({ mib: 79.8 });
  expect(await settledReading(readings([100, 80, 60, 40]), { most: 3 })).toEqual({ mib: 60 });
  expect(await settledReading(readings([null, 80]), { most: 3 })).toBeNull();
  let waits = 0;
  const between = async () => void waits++;
  await settledReading(readings([3, 2, 1]), { most: 3, between });
  expect(waits).toBe(2);
});
