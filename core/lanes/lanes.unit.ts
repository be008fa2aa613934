import { expect, test } from '@playwright/test';
import { FakePage } from '../fixtures/page';
import { shareRepeatedly } from '../fixtures/scenes';
import { Steps } from '../fixtures/steps';
import { replay } from '../history/replay';
import { DocumentModel } from '../model/document';
import { barsOf, unrecordedIn } from './bars';
import { groupLanes, laneRows } from './groups';
import { lanesOf } from './lanes';
import { type Segment, tracksOf } from './track';

const T0 = Date.UTC(2026, 0, 1);

function modelOf(page: FakePage, change: (update: ReturnType<FakePage['update']>) => void = () => {}): DocumentModel {
  const update = page.update(true);
  change(update);
  const model = new DocumentModel(update.doc);
  model.apply(update);
  return model;
}

/** `sending 0-1000, idle 1000-`: phases with times since T0. */
const told = (segments: readonly Segment[]) =>
  segments
    .map(({ phase, from, to, publish }) => `${phase}${publish ? '*' : ''} ${from - T0}-${to === null ? '' : to - T0}`)
    .join(', ');

test('a whole life: made, published, released, published again, stopped, removed', () => {
  const steps = new Steps();
  steps.now = T0;
  const sender = steps.make();
  steps.send(sender, 'screen');
  steps.unpublish(sender);
  steps.send(sender, 'screen');
  steps.stop(sender, false);
  sender.currentDirection = 'stopped';
  const { segments, end, publishes, source } = tracksOf(steps.list).get(1)!;
  expect(told(segments)).toBe('unused 100-200, sending* 200-300, idle 300-400, sending* 400-500, stopped 500-');
  expect({ end, publishes, source }).toEqual({ end: null, publishes: 2, source: 'screen' });
  expect(segments.map(({ publish }) => publish?.n)).toEqual([undefined, 1, undefined, 3, undefined]);
  const gone = steps.publish();
  steps.stop(gone);
  const track = tracksOf(steps.list).get(2)!;
  expect(told(track.segments)).toBe('unused 600-700, sending* 700-800, stopped 800-900');
  expect(track.end).toBe('removed');
});

test('the same list, grown, gives the same as read at once', () => {
  const page = new FakePage('doc', T0);
  shareRepeatedly(page, page.connect(), 6);
  const steps = page.log.flatMap((entry) => (entry.type === 'state' ? [entry] : []));
  const grown: typeof steps = [];
  for (const step of steps) {
    grown.push(step);
    tracksOf(grown);
  }
  expect([...tracksOf(grown)]).toEqual([...tracksOf([...steps])]);
});

test('what receives, what no longer does, and what never did', () => {
  const steps = new Steps();
  steps.now = T0;
  const receiver = steps.make(1, 'video', 'recvonly');
  steps.receive(receiver);
  steps.receive(receiver, false);
  steps.receive(receiver);
  const { segments } = tracksOf(steps.list).get(1)!;
  expect(told(segments)).toBe('unused 100-200, receiving 200-300, received 300-400, receiving 400-');
});

test('after removeTrack() an addTrack() sender is idle, also while it receives', () => {
  const steps = new Steps();
  steps.now = T0;
  const sender = steps.publish();
  Object.assign(sender, { direction: 'recvonly', currentDirection: 'recvonly', phase: 'idle' });
  steps.receive(sender);
  expect(tracksOf(steps.list).get(1)!.segments.at(-1)!.phase).toBe('idle');
  const [point] = replay(
    [{ history: { steps: steps.list, figures: [] }, connections: null }],
    { from: steps.now, to: steps.now + 1 },
    new Set(['video']),
    10,
  );
  expect(point!.uses).toEqual({ sending: 0, receiving: 0, idle: 1, received: 0, unused: 0, stopped: 0 });
});

test('a staircase is one lane a share; reuse is one lane that alternates', () => {
  const leaking = new FakePage('doc', T0);
  shareRepeatedly(leaking, leaking.connect(), 4);
  const stairs = lanesOf(modelOf(leaking), null, 0);
  expect(stairs.map(({ segments }) => segments.at(-1)!.phase)).toEqual(['idle', 'idle', 'idle', 'sending']);
  expect(stairs.map(({ publishes }) => publishes)).toEqual([1, 1, 1, 1]);
  const starts = stairs.map(({ segments }) => segments[0]!.from);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));

  const reusing = new FakePage('doc', T0);
  reusing.switchPatch('reuse');
  shareRepeatedly(reusing, reusing.connect(), 4);
  const [one, ...others] = lanesOf(modelOf(reusing), null, 0);
  expect(others).toEqual([]);
  expect(one!.segments.map(({ phase }) => phase).slice(1)).toEqual(
    Array.from({ length: 7 }, (_, i) => (i % 2 ? 'idle' : 'sending')),
  );
  expect(one!.publishes).toBe(4);
  expect(one!.estimate.state).toBe('known');
});

test('lanes end with their connection, their page, and may come back with it', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  page.publish(connection);
  const model = modelOf(page);
  model.markGone(T0 + 5_000, 'the page navigated');
  expect(lanesOf(model, null, 0)[0]).toMatchObject({ end: 'parent', estimate: { state: 'none' } });
  expect(lanesOf(model, null, T0 + 6_000)).toEqual([]);
  model.markBack(T0 + 9_000);
  page.now = T0 + 9_000;
  model.apply(page.update(true));
  const [back] = lanesOf(model, null, 0);
  expect(back!.end).toBeNull();
  expect(told(back!.segments.slice(-3))).toMatch(/^sending\* \d+-5000, unknown 5000-9000, sending 9000-$/);
});

test('what the log had lost when it was opened is not recorded, and not idle or sending', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  page.wait(1_000);
  const idle = page.publish(connection);
  page.wait(5_000).unpublish(idle);
  const idleSince = idle.idleSince!;
  page.wait(5_000).publish(connection);
  page.wait(30_000);
  const model = modelOf(page, (update) => {
    // The hook's log is bounded.
    update.log = [];
  });
  const [first, second] = lanesOf(model, null, 0);
  expect(first!.segments.map(({ phase }) => phase)).toEqual(['unknown', 'idle']);
  expect(first!.segments[1]!.from).toBe(idleSince);
  expect(second!.segments.map(({ phase }) => phase)).toEqual(['unknown', 'sending']);
  expect(second!.segments[1]!.from).toBe(page.now);
});

test('what changed in a gap of the log is not recorded until the snapshot that tells it', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  const sender = page.publish(connection);
  const model = modelOf(page);
  page.wait(20_000).unpublish(sender);
  const update = page.update();
  update.log = [];
  model.apply(update);
  const [lane] = lanesOf(model, null, 0);
  expect(lane!.segments.map(({ phase }) => phase)).toEqual(['unused', 'unknown', 'idle']);
  // The publish itself was recorded.
  expect(lane!.segments[1]!.publish?.source).toBe('screen');
});

test('a connection whose transceivers were not recorded has a lane that says so', () => {
  const page = new FakePage('doc', T0);
  page.connect().mLines = 78;
  const [lane] = lanesOf(modelOf(page), null, 0);
  expect(lane).toMatchObject({ transceiver: null, mLines: 78, estimate: { state: 'none' } });
  expect(told(lane!.segments)).toBe('unknown 0-');
});

test('bars: cut to the span, and what is too short to be told apart becomes one', () => {
  const segment = (phase: Segment['phase'], from: number, to: number | null): Segment => ({
    phase,
    from,
    to,
    publish: phase === 'sending' ? { n: from, source: null } : null,
  });
  const segments = [segment('unused', 0, 10), segment('sending', 10, 40), segment('idle', 40, null)];
  expect(barsOf(segments, { from: 20, to: 100 }, 100)).toMatchObject([
    { phase: 'sending', from: 20, to: 40, starts: false, ends: true },
    { phase: 'idle', from: 40, to: 100, starts: true, ends: false },
  ]);
  const many = Array.from({ length: 2_000 }, (_, i) => segment(i % 2 ? 'idle' : 'sending', i, i + 1));
  const bars = barsOf(many, { from: 0, to: 2_000 }, 100);
  expect(bars.length).toBeLessThanOrEqual(200);
  expect(bars.reduce((sum, { publishes }) => sum + publishes, 0)).toBe(1_000);
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(2_000);
  expect(new Set(bars.map(({ phase }) => phase))).toEqual(new Set(['several']));
});

test('unrecorded stretches do not overlap, and say whether something else is known', () => {
  const unknown = (from: number, to: number | null) => ({
    segments: [{ phase: 'unknown' as const, from, to, publish: null }],
  });
  const lanes = [unknown(0, 30), unknown(20, 50), unknown(80, null)];
  expect(unrecordedIn(lanes, { from: 10, to: 100 })).toEqual([
    { from: 10, to: 50, partly: false },
    { from: 80, to: 100, partly: false },
  ]);
  const known = { segments: [{ phase: 'idle' as const, from: 90, to: 95, publish: null }] };
  expect(unrecordedIn([...lanes, known], { from: 10, to: 100 }).map(({ partly }) => partly)).toEqual([false, true]);
  expect(unrecordedIn([known], { from: 0, to: 100 })).toEqual([]);
});

test('groups by connection and by line; a fold keeps what changed last', () => {
  const page = new FakePage('doc', T0);
  const [one, two] = [page.connect(), page.connect()];
  page.publish(one, { kind: 'audio', app: 'camera' });
  shareRepeatedly(page, two, 12);
  const lanes = lanesOf(modelOf(page), null, 0);
  expect(groupLanes(lanes, 'none').map((group) => group.lanes.length)).toEqual([13]);
  expect(groupLanes(lanes, 'connection').map((group) => group.lanes.length)).toEqual([1, 12]);
  expect(groupLanes(lanes, 'line').map((group) => group.lanes.length)).toEqual([1, 12]);

  const groups = groupLanes(lanes, 'connection');
  const rows = laneRows(groups, { most: 7, open: new Set(), heads: true });
  expect(rows.map(({ type }) => type)).toEqual(['group', 'lane', 'group', ...Array(7).fill('lane'), 'more']);
  expect(rows.at(-1)).toMatchObject({ hidden: 5 });
  const last = rows.flatMap((row) => (row.type === 'lane' ? [row.lane.transceiver] : []));
  expect(last).toEqual([1, 7, 8, 9, 10, 11, 12, 13]);
  const opened = laneRows(groups, { most: 7, open: new Set([groups[1]!.key]), heads: true });
  expect(opened.map(({ type }) => type)).toEqual(['group', 'lane', 'group', ...Array(12).fill('lane')]);
  const [all] = [groupLanes(lanes, 'none')];
  expect(laneRows(all, { most: 8, open: new Set(), heads: false }).map(({ type }) => type)).toEqual(
    Array(8).fill('lane'),
  );
  expect(laneRows(all, { most: 13, open: new Set(), heads: false })).toHaveLength(13);
});
