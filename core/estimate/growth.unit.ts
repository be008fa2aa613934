import { expect, test } from '@playwright/test';
import { FakePage } from '../fixtures/page';
import { shareRepeatedly } from '../fixtures/scenes';
import { T0 } from '../fixtures/time';
import { DocumentModel } from '../model/document';
import type { Reading } from '../model/types';
import { growthBetween } from './growth';

const reading = (at: number, mib: number, jsHeapBytes: number | null = null): Reading => ({
  at,
  mib,
  typed: '',
  note: '',
  jsHeapBytes,
});

/** A page that shares a 1080p screen n times: n - 1 idle encoders and one sending encoder. */
function played(shares: number) {
  const page = new FakePage('doc', T0);
  const connection = page.wait(1_000).connect();
  page.receive(connection, 'video');
  page.publish(connection, { kind: 'audio' });
  const from = page.wait(1_000).now;
  page.wait(1_000);
  shareRepeatedly(page, connection, shares, { width: 1920, height: 1080 });
  const record = new DocumentModel(page.update(true).doc);
  page.wait(1_000);
  record.apply(page.update(true));
  return { from, to: page.now, sources: [{ history: record.history, connections: null }] };
}

test('growth is split into idle, sending, audio and what is not explained', () => {
  const { from, to, sources } = played(11);
  const growth = growthBetween(sources, reading(from, 150, 40 * 2 ** 20), reading(to, 950, 45 * 2 ** 20));
  expect(growth.measured).toBe(800);
  // Ten idle 1080p encoders, one that sends; the audio sender was there before.
  expect(growth.idle.low / growth.sending.low).toBeCloseTo(10, 6);
  expect(growth.sending.low).toBeGreaterThan(40);
  expect(growth.audio).toEqual({ low: 0, high: 0 });
  expect(growth.unexplained.low).toBeCloseTo(800 - growth.idle.high - growth.sending.high, 6);
  expect(growth.unexplained.high).toBeCloseTo(800 - growth.idle.low - growth.sending.low, 6);
  expect(growth).toMatchObject({ jsHeap: 5, unknown: 0, receivers: { now: 1, more: 0 }, advice: null });
});

test('a large rest says where to look; a rest below 0 says that the estimate is too high', () => {
  const { from, to, sources } = played(6);
  const rest = growthBetween(sources, reading(from, 100), reading(to, 2_100));
  expect(rest.advice).toMatch(/Memory panel/);
  expect(rest.jsHeap).toBeNull();
  expect(growthBetween(sources, reading(from, 400), reading(to, 300)).advice).toMatch(/too high here/);
});

test('encoders that went away between the readings count below 0', () => {
  const page = new FakePage('doc', T0);
  const connection = page.wait(1_000).connect();
  shareRepeatedly(page, connection, 5);
  const record = new DocumentModel(page.update(true).doc);
  record.apply(page.wait(1_000).update(true));
  const from = page.now;
  page.wait(1_000).close(connection);
  record.apply(page.wait(1_000).update());
  const sources = [{ history: record.history, connections: null }];
  const growth = growthBetween(sources, reading(from, 500), reading(page.now, 340));
  expect(growth.idle.high).toBeLessThan(-90);
  expect(growth.idle.low).toBeLessThanOrEqual(growth.idle.high);
  expect(growth.unexplained.low).toBeLessThanOrEqual(growth.unexplained.high);
});

test('two readings at one moment, and no documents at all', () => {
  const { from, sources } = played(3);
  expect(growthBetween(sources, reading(from, 100), reading(from, 100)).idle).toEqual({ low: 0, high: 0 });
  expect(growthBetween([], reading(from, 100), reading(from + 1, 120)).unexplained).toEqual({ low: 20, high: 20 });
});
