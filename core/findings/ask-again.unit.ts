import { expect, test } from '@playwright/test';
import { SOURCE_TEXTS } from '../files/source-texts';
import { factsOfPage } from '../fixtures/facts';
import { FakePage } from '../fixtures/page';
import { healthy, oneCamera, thirteen } from '../fixtures/scenes';
import { ENOUGH_PUBLISHES } from '../verdict/publishes/rule';
import { askAgain } from './ask-again';
import { resultOf } from './result';

const T0 = Date.UTC(2026, 0, 1);
const resultOfPage = (page: FakePage) => resultOf([factsOfPage(page)]);

test('a file that is not enough has an answer to its sender: what is missing, and the steps', () => {
  const { advice } = SOURCE_TEXTS['webrtc-internals'];
  const answer = askAgain(resultOfPage(oneCamera(T0)), 'webrtc-internals');
  expect(answer).toMatch(
    /^Thank you for the file\. It is not enough for a verdict\. .*Needs 2 more camera publishes\.\n\n/,
  );
  expect(answer).toContain(advice);
  const listener = new FakePage('doc', T0).wait(1_000);
  listener.receive(listener.connect(), 'video');
  expect(askAgain(resultOfPage(listener), 'chrome-rtcstats')).toContain('Nothing was published while it was recorded.');
});

test('no answer where there is a verdict, and none for a recording of our own', () => {
  for (const scene of [healthy, thirteen]) expect(askAgain(resultOfPage(scene(T0)), 'webrtc-internals')).toBeNull();
  expect(askAgain(resultOfPage(oneCamera(T0)), 'recording')).toBeNull();
});

test('the steps ask for four shares, more than a verdict needs, and for the file that keeps most', () => {
  for (const source of ['webrtc-internals', 'chrome-rtcstats'] as const) {
    const advice = SOURCE_TEXTS[source].advice!;
    expect(advice).toContain('stop sharing at least four times');
    expect(4).toBeGreaterThan(ENOUGH_PUBLISHES);
    // It keeps connections that have ended, so it is asked for first.
    expect(advice).toContain('keepRemovedConnections');
    expect(advice).toMatch(/"rtcstats dump"': it also holds connections that have ended\. If there is no such button/);
    expect(advice.indexOf('"rtcstats dump"')).toBeLessThan(advice.indexOf('Download the "webrtc-internals dump"'));
  }
});
