import { expect, test } from '@playwright/test';
import { parse } from '@puppeteer/replay';
import { readFlow } from './read';

const URL = 'https://example.com/room';
const open = { type: 'navigate', url: URL };
const click = { type: 'click', target: 'main', selectors: [['#share']], offsetX: 1, offsetY: 1 };
const read = (...steps: object[]) => readFlow('f.json', JSON.stringify({ title: 'Share', steps }), parse as never);

test('what comes before the first navigation is done once, what comes after is a cycle', () => {
  const size = {
    type: 'setViewport',
    width: 800,
    height: 600,
    deviceScaleFactor: 1,
    isMobile: false,
    hasTouch: false,
    isLandscape: false,
  };
  const flow = read(size, open, click, click);
  expect(flow).toMatchObject({ title: 'Share', url: URL, notes: [] });
  expect(flow.once.map(({ type }) => type)).toEqual(['setViewport']);
  expect(flow.cycle.map(({ type }) => type)).toEqual(['click', 'click']);
});

test('without a navigation all of it is a cycle', () => {
  expect(read(click)).toMatchObject({ url: null, once: [], cycle: [{ type: 'click' }] });
});

test('a navigation in a cycle is said', () => {
  expect(read(open, click, open).notes).toEqual([
    `Step 3 of the recording opens ${URL}: each cycle begins a new page there, and what piled up goes with the old one.`,
  ]);
});

test('what is no recording: a sentence each', () => {
  const says = (content: string) => () => readFlow('f.json', content, parse as never);
  expect(says('const a = 1;')).toThrow('f.json is no JSON. In Chrome DevTools');
  expect(says('{}')).toThrow('f.json is no recording of Chrome DevTools');
  expect(says('{"title":"x","steps":[{"type":"fly"}]}')).toThrow('f.json is no recording of Chrome DevTools');
  expect(() => read(open)).toThrow('f.json has nothing to repeat: no step comes after its first navigation.');
});
