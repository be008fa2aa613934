import { expect, test } from '@playwright/test';
import { factsOfPage } from '../fixtures/facts';
import { FakePage } from '../fixtures/page';
import { recordOf } from '../fixtures/recordings';
import { oneCamera } from '../fixtures/scenes';
import { lookNext, type Signs, signsOf } from './next';
import { resultOf } from './result';

const T0 = Date.UTC(2026, 0, 1);
const NONE: Signs = {
  captures: 0,
  unsent: 0,
  open: 0,
  playedOut: 0,
  microphones: 0,
  jsHeapBytes: null,
  foreign: false,
};

test('other memory is named where there are signs of it only, and is not claimed', () => {
  const quiet = resultOf([]);
  expect(lookNext(quiet, NONE)).toEqual([expect.stringMatching(/^The whole process/)]);
  const all = lookNext(quiet, {
    captures: 2,
    unsent: 1,
    open: 4,
    playedOut: 5,
    microphones: 6,
    jsHeapBytes: 48_300_000,
    foreign: false,
  });
  expect(all.map((line) => line.split(':')[0])).toEqual([
    'Live captures',
    'Open connections',
    'Players',
    'AudioContexts',
    'JS heap',
    'The whole process',
  ]);
  for (const line of all.slice(2, 4)) expect(line).toContain('can’t be seen from here');
});

test('of a file that another program wrote nothing can be tried on the page', () => {
  const lines = lookNext(resultOf([factsOfPage(oneCamera(T0))]), { ...NONE, foreign: true });
  expect(lines[0]).toMatch(/2 more camera publishes/);
  expect(lines.join()).not.toMatch(/First:|type in readings|snapshots/);
});

test('what is missing to tell comes first; not for a page that publishes nothing', () => {
  expect(lookNext(resultOf([factsOfPage(oneCamera(T0))]), NONE)[0]).toMatch(/^First: .*2 more camera publishes/);
  const listener = new FakePage('doc', T0).wait(1_000);
  listener.receive(listener.connect(), 'video');
  expect(lookNext(resultOf([factsOfPage(listener)]), NONE)[0]).not.toMatch(/^First/);
});

test('what a file does not tell is said', () => {
  const dump = resultOf([factsOfPage(oneCamera(T0), { knows: [] })]);
  expect(lookNext(dump, NONE).join('\n')).toContain('The file does not tell the lines of code');
});

test('signs are counted in documents that live', () => {
  const page = new FakePage('doc', T0).wait(1_000);
  const connection = page.connect();
  for (let i = 0; i < 3; i++) page.wait(100).endReceiving(page.receive(connection, 'video'));
  const record = recordOf(page);
  expect(signsOf([record], 7)).toMatchObject({ captures: 1, unsent: 1, open: 1, playedOut: 3, jsHeapBytes: 7 });
  record.markGone(page.now, 'page navigated');
  expect(signsOf([record], null)).toEqual(NONE);
});
