import { expect, test } from '@playwright/test';
import { FakePage } from '../fixtures/page';
import { shareRepeatedly } from '../fixtures/scenes';
import { T0 } from '../fixtures/time';
import { DocumentModel } from '../model/document';
import type { Reading } from '../model/types';
import { factorOf, factorText } from './factor';
import { growthBetween } from './growth';

const reading = (at: number, mib: number): Reading => ({ at, mib, typed: '', note: '', jsHeapBytes: null });

/** A page that shares a 1080p screen so many times between each two moments. */
function played(...shares: number[]) {
  const page = new FakePage('doc', T0);
  const connection = page.wait(1_000).connect();
  page.publish(connection, { kind: 'audio' });
  const times = [page.wait(1_000).now];
  for (const count of shares) {
    page.wait(1_000);
    shareRepeatedly(page, connection, count, { width: 1920, height: 1080 });
    times.push(page.wait(1_000).now);
  }
  const record = new DocumentModel(page.update(true).doc);
  record.apply(page.update(true));
  return { times, sources: [{ history: record.history, connections: null }] };
}

/** MiB that the estimates grew by between two moments: the middle of their range. */
function estimated({ times, sources }: ReturnType<typeof played>, to: number): number {
  const { unexplained } = growthBetween(sources, reading(times[0]!, 0), reading(times[to]!, 0));
  return -(unexplained.low + unexplained.high) / 2;
}

test('two readings give the measured growth over the estimated one, with what readings vary by', () => {
  const call = played(8);
  const grown = estimated(call, 1);
  expect(grown).toBeGreaterThan(400);
  const factor = factorOf(call.sources, [reading(call.times[0]!, 150), reading(call.times[1]!, 150 + grown * 1.25)])!;
  expect(factor.times).toBeCloseTo(1.25, 6);
  expect(factor.high - factor.times).toBeCloseTo(50 / grown, 6);
  expect(factor.times - factor.low).toBeCloseTo(50 / grown, 6);
});

test('more readings are taken together; one that is off widens the range', () => {
  const call = played(6, 6, 6);
  const at = (i: number, off = 0) => reading(call.times[i]!, 150 + 1.1 * (i ? estimated(call, i) : 0) + off);
  const even = factorOf(call.sources, [at(0), at(1), at(2), at(3)])!;
  expect(even.times).toBeCloseTo(1.1, 6);
  const odd = factorOf(call.sources, [at(0), at(1, 300), at(2), at(3)])!;
  expect(odd.high - odd.low).toBeGreaterThan(1.5 * (even.high - even.low));
});

test('unknown: fewer than two readings, and estimates that grew by too little', () => {
  const { times, sources } = played(1);
  expect(factorOf(sources, [])).toBeNull();
  expect(factorOf(sources, [reading(times[0]!, 150)])).toBeNull();
  expect(factorOf(sources, [reading(times[0]!, 150), reading(times[1]!, 900)])).toBeNull();
});

test('a factor is written with its range', () => {
  expect(factorText({ times: 1.13, low: 0.96, high: 1.3 })).toBe('× 1.1 (1.0 to 1.3)');
  expect(factorText({ times: 0.1, low: -0.2, high: 0.4 })).toBe('× 0.1 (−0.2 to 0.4)');
});
