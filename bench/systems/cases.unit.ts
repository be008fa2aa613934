import { expect, test } from '@playwright/test';
import { casesOf } from './cases';
import { SYSTEMS } from './servers';

const [livekit] = SYSTEMS;
const titles = (only: string | undefined, kind: 'chrome' | 'firefox', full = false) => {
  const { cases, left } = casesOf(livekit!, { full, only, kind });
  return { cases: cases.map(({ title }) => title), left };
};

test('the first case without --full, and any that is named', () => {
  expect(titles(undefined, 'chrome')).toEqual({ cases: ['screen share, one layer'], left: [] });
  expect(titles('H264', 'chrome').cases).toEqual(['screen share, H264, one layer']);
  expect(titles(undefined, 'chrome', true).cases.length).toBe(livekit!.cases.length);
});

test('in Firefox a case has a row of its own, leads to no source, and keeps a frame; some can’t be run', () => {
  const [share] = casesOf(livekit!, { full: false, kind: 'firefox' }).cases;
  expect(share).toMatchObject({ title: 'screen share, one layer, in Firefox' });
  expect(share!.idleKeepsMiB).toBeCloseTo(3.5, 1);
  expect(share!.opens).toBeUndefined();
  const { cases, left } = titles('H264', 'firefox');
  expect(cases).toEqual([]);
  expect(left).toEqual([expect.stringMatching(/^screen share, H264, one layer: Firefox /)]);
});
