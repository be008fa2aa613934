import { expect, test } from '@playwright/test';
import type { CaptureState, CaptureTally } from '../../protocol/state';
import { factsOfPage } from '../fixtures/facts';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { FakePage } from '../fixtures/page';
import { FACTS } from '../verdict/evidence';
import { costText, type Facts } from './finding';
import { FINDINGS, findIn } from './index';
import { resultOf } from './result';

const T0 = Date.UTC(2026, 0, 1);
const MANY = 10_000;
/** Processor time, in ms: what takes that long is quadratic, not slow. */
const MAX_MS = 2_000;

function timed(facts: Facts) {
  const start = process.cpuUsage();
  const result = resultOf([facts]);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(MAX_MS);
  return result;
}

test('10,000 transceivers of one loop: one finding, with their number, in bounded time', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  const [first] = Array.from({ length: 3 }, () => page.wait(1_000).slot(connection, 'video', false));
  const step = page.log.findLast((entry) => entry.type === 'state' && entry.transceiver === 3)!;
  for (let id = 4; id <= MANY; id++) {
    page.transceivers.push({ ...first!, id, madeAt: page.now });
    page.log.push({ ...step, transceiver: id, n: step.n + id, at: page.now } as typeof step);
  }
  const { findings, headline } = timed(factsOfPage(page));
  expect(findings).toMatchObject([{ id: 'never-used', count: MANY }]);
  expect(headline.text).toContain('10000 video transceivers were made and never used');
});

test('10,000 publishes: one finding', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  for (let i = 0; i < 4; i++) page.wait(1_000).unpublish(page.publish(connection));
  const model = page.transceivers[3]!;
  const steps = page.log.filter((entry) => entry.type === 'state' && entry.transceiver === model.id);
  for (let id = 5; id <= MANY; id++) {
    page.wait(10);
    page.transceivers.push({ ...model, id });
    for (const step of steps)
      page.log.push({ ...step, transceiver: id, n: page.log.length + 1, at: page.now } as never);
  }
  const { findings } = timed(factsOfPage(page));
  expect(findings).toMatchObject([{ id: 'idle-senders', count: MANY }]);
});

test('10,000 channels, captures and connections: one finding a line', () => {
  const page = new FakePage('doc', T0);
  const tally = { stack: null, made: MANY, live: MANY, peak: MANY, streak: MANY, firstAt: T0, lastAt: T0 };
  page.connect().channels = [tally];
  for (let i = 1; i < MANY; i++) page.wait(100).connect('failed').dataChannels = 0;
  // The hook reports so many of the live captures, and counts the rest.
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: T0 };
  const captures = Array.from({ length: 300 }, (_, track): CaptureState => {
    return { track, kind: 'video', source, unsentSince: T0 };
  });
  const captureTallies: CaptureTally[] = [{ ...tally, type: 'camera', kind: 'video' }];
  const now = page.now + 3_600_000;
  const { findings } = timed(factsOfPage(page, { now, captures, captureTallies }));
  expect(findings.find(({ id }) => id === 'captures-unsent')!.sentence).toMatch(
    /^At least 300 camera captures have been/,
  );
  expect(findings.map(({ id, count, state }) => [id, count, state]).sort()).toEqual([
    ['captures-unsent', 300, 'growing'],
    ['data-channels-open', MANY, 'growing'],
    ['open-unused', MANY, 'growing'],
  ]);
});

const SCENES = FINDINGS.map(({ id }) => id);
const JUMPS = [-365 * 86_400_000, -3_600_000, -1, 1, 3_600_000, 365 * 86_400_000];

for (const id of SCENES) {
  test(`${id}: a clock that jumps back or forward makes no figure negative, and nothing stable`, () => {
    for (const jump of JUMPS) {
      const facts = FINDING_SCENES[id](T0);
      const { state, findings } = resultOf([{ ...facts, now: facts.now + jump }]);
      for (const { sentence, advice, count, since } of findings) {
        expect(`${sentence} ${advice}`).not.toMatch(/NaN|Infinity|undefined|(?<![\w.])-\d/);
        expect(count).toBeGreaterThan(0);
        expect(since === null || Number.isFinite(since)).toBe(true);
      }
      // What grew before the jump is a matter of counts, not of the clock.
      const before = resultOf([facts]);
      if (before.findings.some((each) => each.id === id && each.state === 'growing') && jump > 0)
        expect(state).toBe('growing');
    }
  });

  test(`${id}: of a file that knows only half of it no figure is 0`, () => {
    for (const lacking of FACTS) {
      const knows = FACTS.filter((fact) => fact !== lacking);
      const scene = FINDING_SCENES[id](T0);
      // Nothing is known of encoders, sizes and descriptions either.
      const transceivers = new Map(
        [...scene.evidence.transceivers].map(([key, each]) => [key, { ...each, stats: null, lastSize: null }]),
      );
      const { findings, unchecked } = resultOf([{ ...scene, evidence: { ...scene.evidence, knows, transceivers } }]);
      for (const { cost, ended, id: found } of findings) {
        if (ended) continue;
        expect(costText(cost), found).not.toBe('nothing');
        expect(cost.range === null || cost.range.high > 0, found).toBe(true);
      }
      const unit = FINDINGS.find((each) => each.id === id)!;
      const needs: readonly string[] = unit.needs;
      expect(unchecked.some((each) => each.id === id)).toBe(needs.includes(lacking));
    }
  });
}

test('times that go back in the log are one more turn, and no error', () => {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  for (let i = 0; i < 5; i++) {
    page.now = T0 + (i % 2 === 0 ? i * 1_000 : -i * 3_600_000);
    page.unpublish(page.publish(connection));
  }
  const { findings } = resultOf([factsOfPage(page)]);
  expect(findings.map(({ id, state }) => [id, state])).toEqual([['idle-senders', 'growing']]);
  expect(findIn(factsOfPage(page, { now: 0 })).map(({ id }) => id)).toEqual(['idle-senders']);
});
