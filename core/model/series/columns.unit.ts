import { expect, test } from '@playwright/test';
import { Columns, type SeriesPoint } from './columns';

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

for (const length of [1, 8, 9, 64, 65, 256, 257, 600]) {
  test(`a line of ${length} points, kept, restored and gone on with`, () => {
    const columns = new Columns(T0);
    for (const { at, ...values } of line(length)) expect(columns.add(at, values)).toBe(true);
    expect([...columns.points()]).toEqual(line(length));

    const again = Columns.from(JSON.parse(JSON.stringify(columns.toData())));
    for (const { at, ...values } of line(length + 300).slice(length)) again.add(at, values);
    expect([...again.points()]).toEqual(line(length + 300));
    expect(again.length).toBe(length + 300);
  });
}
