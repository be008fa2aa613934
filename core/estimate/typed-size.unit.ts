import { expect, test } from '@playwright/test';
import { parseTypedSize } from './typed-size';

const K = 412_345 / 1024;
const understood: [string, number][] = [
  ['412,345K', K],
  ['412345', K],
  [' 412,345 K ', K],
  ['412 345 K', K],
  ['412\u00a0345\u202fK', K],
  ['412\u202f345\u00a0K', K],
  ['412.345K', K],
  ['412’345K', K],
  ["412'345 kB", K],
  ['412.345 Ko', K],
  ['412 345 КБ', K],
  ['412345 KiB', K],
  ['1,412,345K', 1_412_345 / 1024],
  ['14,12,345K', 1_412_345 / 1024],
  ['402.7 MB', 402.7],
  ['402,7 MB', 402.7],
  ['402M', 402],
  ['402m', 402],
  ['1,234 MB', 1234],
  ['1.234 MB', 1234],
  ['1,234.5 MB', 1234.5],
  ['1.2 GB', 1.2 * 1024],
  ['1,2GB', 1.2 * 1024],
  ['1.234 GB', 1.234 * 1024],
  ['1G', 1024],
];
for (const [typed, mib] of understood) {
  test(`“${typed}” is understood`, () => {
    const size = parseTypedSize(typed);
    expect(size.ok ? size.mib : size.error).toBeCloseTo(mib, 6);
  });
}

const refused: [string, RegExp][] = [
  ['', /is not a size/],
  ['lots', /“lots” is not a size: type it as shown, for example/],
  ['-412K', /is not a size/],
  ['412,,345K', /is not a size/],
  ['412K 345', /is not a size/],
  ['4e9', /is not a size/],
  ['0x10', /is not a size/],
  ['12 XB', /is not a size/],
  ['NaN', /is not a size/],
  ['412', /less than 5 MB/],
  ['0', /less than 5 MB/],
  ['99999 GB', /more than 1 TB/],
  ['9'.repeat(400), /more than 1 TB/],
  ['<b>', /is not a size/],
];
for (const [typed, error] of refused) {
  test(`“${typed.slice(0, 20)}” gets one sentence`, () => {
    const size = parseTypedSize(typed);
    expect(size.ok ? `${size.mib} MB` : size.error).toMatch(error);
  });
}

test('random text never throws, and what it gives is a size within bounds', () => {
  const letters = '0123456789.,  ’kKmMgGbBiо-+e\u00a0xX';
  const wrong: string[] = [];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  for (let i = 0; i < 20_000; i++) {
    const typed = Array.from({ length: random(14) }, () => letters[random(letters.length)]).join('');
    const size = parseTypedSize(typed);
    if (size.ok ? !(size.mib >= 5 && size.mib <= 1024 * 1024) : !size.error.endsWith('.')) wrong.push(typed);
  }
  expect(wrong).toEqual([]);
});
