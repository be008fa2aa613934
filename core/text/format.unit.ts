import { expect, test } from '@playwright/test';
import { bytes, clockTime, duration, exactTime, integer, kilobits, milliseconds, plural } from './format';

test('times are local', () => {
  const at = new Date(2026, 0, 2, 4, 5, 6, 7).getTime();
  expect(clockTime(at)).toBe('04:05:06');
  expect(exactTime(at)).toBe('04:05:06.007');
});

test('durations in two units, never negative', () => {
  expect([-5, 0, 999, 59_999, 130_000, 240_999, 3_900_000, 7_259_999].map(duration)).toEqual([
    '0 s',
    '0 s',
    '0 s',
    '59 s',
    '2 min 10 s',
    '4 min',
    '1 h 5 min',
    '2 h',
  ]);
});

test('numbers', () => {
  expect([0, 1023, 1024, 53_555, 65_536, 187_651, 1_258_291].map(bytes)).toEqual([
    '0 B',
    '1023 B',
    '1 kB',
    '52.3 kB',
    '64 kB',
    '183 kB',
    '1.2 MB',
  ]);
  expect([4.56, 99.4].map(milliseconds)).toEqual(['4.6 ms', '99 ms']);
  expect([0.44, 1540.2].map(kilobits)).toEqual(['0.4', '1,540']);
  expect(integer(12345)).toBe('12,345');
  expect([plural(1, 'row'), plural(2, 'row')]).toEqual(['1 row', '2 rows']);
});
