import { expect, test } from '@playwright/test';
import { Columns } from './columns';
import { BlockPool, type SeriesPoint } from './pool';

const T0 = Date.UTC(2026, 0, 1);
const point = (i: number): SeriesPoint => ({
  at: T0 + i * 1_000,
  bytesSent: i % 7 === 3 ? null : i * 10_000,
  framesEncoded: i * 15,
  width: 1280,
  height: 720,
  fps: i % 5 === 2 ? null : 15,
});
const line = (length: number) => Array.from({ length }, (_, i) => point(i));

for (const length of [1, 31, 32, 33, 64, 65, 600]) {
  test(`a line of ${length} points, kept, restored and gone on with`, () => {
    const pool = new BlockPool();
    const columns = new Columns(T0, pool);
    for (const { at, ...values } of line(length)) expect(columns.add(at, values)).toBe(true);
    expect([...columns.points()]).toEqual(line(length));

    const again = Columns.from(JSON.parse(JSON.stringify(columns.toData())), pool);
    for (const { at, ...values } of line(length + 300).slice(length)) again.add(at, values);
    expect([...again.points()]).toEqual(line(length + 300));
    expect(again.length).toBe(length + 300);
  });
}

test('of the older half every other point goes, the first stays, and what was given back is used again', () => {
  const pool = new BlockPool();
  const [a, b] = [new Columns(T0, pool), new Columns(T0, pool)];
  for (const { at, ...values } of line(600)) {
    a.add(at, values);
    b.add(at, values);
  }
  a.thin();
  // Whole blocks: 256 of the 300.
  const kept = line(600).filter((_, i) => i >= 256 || i % 2 === 0);
  expect([...a.points()]).toEqual(kept);
  expect(a.length).toBe(kept.length);
  expect(a.toData().thinnedBefore).toBe(point(256).at);

  // Into the blocks that the thinned one gave back, which belong to nobody else.
  const c = new Columns(T0, pool);
  for (const { at, ...values } of line(300)) c.add(at, values);
  b.release();
  for (const { at, ...values } of line(900).slice(600)) a.add(at, values);
  expect([...a.points()]).toEqual([...kept, ...line(900).slice(600)]);
  expect([...c.points()]).toEqual(line(300));
  expect([...b.points()]).toEqual([]);
});

test('a line that is too short to thin stays as it is', () => {
  const columns = new Columns(T0, new BlockPool());
  for (const { at, ...values } of line(100)) columns.add(at, values);
  columns.thin();
  expect([...columns.points()]).toEqual(line(100));
});
