import { expect, test } from '@playwright/test';
import type { StateEntry } from '../../protocol/log';
import { estimateOf } from '../estimate/memory';
import { FakePage } from '../fixtures/page';
import { shareRepeatedly, twenty } from '../fixtures/scenes';
import type { FigureChange } from '../model/data';
import { pointAt, type ReplaySource, replay } from './replay';
import { sdpSeries } from './sdp';

const T0 = Date.UTC(2026, 0, 1);
const BOTH = new Set(['audio', 'video'] as const);

function source(page: FakePage, connections: ReadonlySet<number> | null = null): ReplaySource {
  const steps = page.log.filter((entry): entry is StateEntry => entry.type === 'state');
  const figures = page.transceivers.flatMap((transceiver): FigureChange[] => {
    const estimate = estimateOf(transceiver);
    return estimate.state === 'known' ? [{ at: page.now, transceiver: transceiver.id, range: estimate }] : [];
  });
  return { history: { steps, figures }, connections };
}

test('the last point equals the page’s own counts', () => {
  const page = twenty(T0);
  const points = replay([source(page)], { from: page.startedAt, to: T0 }, BOTH, 400);
  const last = points.at(-1)!;
  for (const direction of ['sendonly', 'recvonly', 'inactive'] as const) {
    expect(last.directions[direction]).toBe(
      page.transceivers.filter((transceiver) => transceiver.direction === direction).length,
    );
  }
  expect(last.phases).toEqual({ new: 4, sending: 3, idle: 19, stopped: 0 });
  expect(last.at).toBe(T0);
});

test('counts at every step equal those of the page at that time', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  const expected: [number, number, number][] = [];
  for (let i = 0; i < 10; i++) {
    page.wait(1000);
    const sender = page.publish(connection);
    expected.push([page.now, 1, i]);
    page.wait(1000).unpublish(sender);
    expected.push([page.now, 0, i + 1]);
  }
  const points = replay([source(page)], { from: T0, to: page.now }, BOTH, 10_000);
  for (const [at, sending, idle] of expected) {
    expect(pointAt(points, at)!.phases).toMatchObject({ sending, idle });
  }
});

test('points are bounded by the columns, and the last state of a column wins', () => {
  const page = new FakePage('doc', T0);
  shareRepeatedly(page, page.connect(), 200);
  const points = replay([source(page)], { from: T0, to: page.now }, BOTH, 50);
  expect(points.length).toBeLessThanOrEqual(52);
  expect(points.at(-1)!.phases.idle).toBe(199);
});

test('a window that begins late starts with what stood then', () => {
  const page = twenty(T0);
  const points = replay([source(page)], { from: T0 - 1, to: T0 }, BOTH, 100);
  expect(points[0]!.phases.idle).toBe(19);
});

test('a DevTools opened late sees the estimate from the first send on', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const sender = page.publish(connection);
    page.wait(5000).unpublish(sender);
    times.push(page.now);
    page.wait(5000);
  }
  const points = replay([source(page)], { from: T0, to: page.now }, BOTH, 5000);
  const idle = times.map((at) => pointAt(points, at)!.encoders['video idle'].low);
  const estimate = estimateOf(page.transceivers[0]!);
  if (estimate.state !== 'known') throw new Error(estimate.state);
  expect(estimate.low).toBeGreaterThan(25);
  idle.forEach((low, i) => {
    expect(low).toBeCloseTo(estimate.low * (i + 1), 6);
  });
  expect(points.every((point) => point.unknown === 0)).toBe(true);
});

test('stop frees, and the sums come back to zero exactly', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  for (let i = 0; i < 30; i++) {
    const sender = page.publish(connection, { width: 333 + i, height: 777 });
    page.wait(100).unpublish(sender);
    page.stop(sender);
  }
  const last = replay([source(page)], { from: T0, to: page.now + 1 }, BOTH, 100).at(-1)!;
  expect(last.encoders['video idle'].low).toBeLessThan(1e-9);
  expect(last.directions.stopped).toBe(0);
});

test('by kind and by connection', () => {
  const page = twenty(T0);
  const span = { from: page.startedAt, to: T0 };
  expect(replay([source(page)], span, new Set(['audio'] as const), 100).at(-1)!.phases).toMatchObject({
    sending: 1,
    idle: 0,
  });
  expect(replay([source(page, new Set([1]))], span, BOTH, 100).at(-1)!.directions).toMatchObject({
    recvonly: 4,
    sendonly: 0,
  });
});

test('documents with the same ids do not mix', () => {
  const page = twenty(T0);
  const points = replay([source(page), source(twenty(T0))], { from: page.startedAt, to: T0 }, BOTH, 100);
  expect(points.at(-1)!.phases.idle).toBe(38);
});

test('SDP: sums over connections, null before the first reading', () => {
  const readings = [
    { at: 10, connection: 0, mLines: null, bytes: null },
    { at: 20, connection: 0, mLines: 2, bytes: 100 },
    { at: 30, connection: 1, mLines: 3, bytes: 50 },
    { at: 40, connection: 0, mLines: 4, bytes: null },
  ];
  const points = sdpSeries([{ readings, connections: null }], { from: 0, to: 50 }, 50);
  expect(points.map((point) => [point.at, point.mLines, point.bytes])).toEqual([
    [0, null, null],
    [10, null, null],
    [20, 2, 100],
    [30, 5, 150],
    [40, 7, 50],
    [50, 7, 50],
  ]);
  expect(sdpSeries([{ readings, connections: new Set([1]) }], { from: 35, to: 50 }, 50)[0]).toMatchObject({
    mLines: 3,
  });
});
