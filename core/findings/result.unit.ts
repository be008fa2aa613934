import { expect, test } from '@playwright/test';
import { factsOfPage } from '../fixtures/facts';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { FakePage } from '../fixtures/page';
import { allClosed, oneCamera, shareRepeatedly, twenty } from '../fixtures/scenes';
import { FACTS } from '../verdict/evidence';
import { FINDINGS } from './index';
import { resultOf } from './result';

const T0 = Date.UTC(2026, 0, 1);

test('the headline is what costs most, whichever kind that is, and says how many more grow', () => {
  const page = new FakePage('doc', T0 - 600_000).wait(1_000);
  const connection = page.connect();
  // As getTracks() lists them: the sound first.
  for (let i = 0; i < 4; i++) {
    page.wait(5_000);
    page.unpublish(page.publish(connection, { kind: 'audio', source: 'microphone' }));
    page.unpublish(page.publish(connection, { kind: 'video', source: 'camera' }));
  }
  const { state, headline, findings } = resultOf([factsOfPage(page)]);
  expect(state).toBe('growing');
  expect(headline.text).toMatch(
    /^Growing: 4 camera publishes made 4 transceivers, 4 idle, none removed \(and 1 more growing\)\. They hold ≈ .* MB \(estimate\)\.$/,
  );
  expect(findings.map(({ sentence }) => sentence.split(' made')[0])).toEqual([
    '4 camera publishes',
    '4 microphone publishes',
  ]);
});

test('several documents: what is there comes before what has ended', () => {
  const { findings, headline } = resultOf([factsOfPage(allClosed(T0)), FINDING_SCENES['open-unused'](T0)]);
  expect(findings.map(({ id, ended }) => [id, ended])).toEqual([
    ['open-unused', false],
    ['idle-senders', true],
  ]);
  expect(headline.finding?.id).toBe('open-unused');
});

test('nothing is called stable beside a finding that can’t be told yet', () => {
  const page = new FakePage('doc', T0).wait(1_000);
  const last = shareRepeatedly(page, page.connect(), 1);
  for (let i = 0; i < 5; i++) {
    page.wait(1_000).unpublish(last);
    page.resume(last);
  }
  expect(resultOf([factsOfPage(page)]).state).toBe('stable');
  const captured = FINDING_SCENES['captures-unsent'](page.now);
  const both = resultOf([factsOfPage(page, { captures: captured.captures, now: captured.now + 20_000 })]);
  expect(both.state).toBe('unknown');
  expect(both.headline.sentence).toMatch(/^1 camera capture has been live but not sent/);
});

test('a certain finding stands above “not enough data”', () => {
  const facts = factsOfPage(oneCamera(T0), { captures: FINDING_SCENES['captures-unsent'](T0).captures });
  expect(resultOf([facts]).headline.text).toMatch(/^1 camera capture has been live/);
});

test('what a source can’t know is listed, not passed over', () => {
  const dump = resultOf([factsOfPage(twenty(T0), { knows: [] })]);
  expect(dump.unchecked.map(({ id }) => id)).toEqual(
    FINDINGS.filter(({ needs }) => needs.length > 0).map(({ id }) => id),
  );
  // 22 m-lines and 85 kB are worth a word of their own.
  expect(dump.findings.map(({ id }) => id)).toEqual(['idle-senders', 'sdp-size']);
  expect(resultOf([factsOfPage(twenty(T0), { knows: FACTS })]).unchecked).toEqual([]);
});

test('what a finding can tell is told of its source and its connection, too', () => {
  const { publishing, connections, headline } = resultOf([FINDING_SCENES['senders-accumulate'](T0)]);
  expect(headline.finding?.id).toBe('senders-accumulate');
  expect(publishing.findings).toMatchObject([{ subject: 'microphone publish', state: 'growing' }]);
  expect(publishing.findings[0]!.because).toBe(headline.finding!.advice);
  expect(publishing.primary).toBe(publishing.findings[0]);
  expect(connections).toMatchObject([{ verdict: 'growing', pattern: null }]);
  expect(connections[0]!.reasons.at(-1)).toBe(headline.finding!.sentence);
  const channels = resultOf([FINDING_SCENES['data-channels-open'](T0)]);
  expect(channels.connections).toMatchObject([{ verdict: 'growing' }]);
});

test('nothing at all', () => {
  expect(resultOf([])).toMatchObject({ state: 'unknown', findings: [], headline: { finding: null } });
});
