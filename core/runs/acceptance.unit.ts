import { expect, test } from '@playwright/test';
import { type PlayedRun, playRun } from '../fixtures/runs';
import { checkAcceptance } from './acceptance';

const T0 = Date.UTC(2026, 0, 1);

function check(options: Partial<PlayedRun> = {}, from = T0) {
  const { record, page } = playRun({ from: T0, shares: 4, ...options });
  return checkAcceptance({ documents: [record], from, to: null, patch: options.patch ?? 'none', now: page.now });
}

test('a page that adds one each time fails, with each share named', () => {
  const { verdict, reasons, rule } = check();
  expect(verdict).toBe('FAIL');
  expect(reasons).toEqual([
    'Screen share 2 on #1 added a video transceiver although 1 idle transceiver was there.',
    'Screen share 3 on #1 added a video transceiver although 2 idle transceivers were there.',
    'Screen share 4 on #1 added a video transceiver although 3 idle transceivers were there.',
    '4 screen shares on #1 left 4 transceivers idle.',
  ]);
  expect(rule).toContain('Checked: 4 screen shares on #1.');
});

test('under reuse it passes, and says that the page was patched', () => {
  const { verdict, reasons, rule } = check({ patch: 'reuse' });
  expect({ verdict, reasons }).toEqual({ verdict: 'PASS', reasons: [] });
  expect(rule).toContain('The patch Reuse was on');
});

test('a page that stops what it unpublishes passes: one goes for each that comes', () => {
  expect(check({ stops: true })).toMatchObject({ verdict: 'PASS', reasons: [] });
});

test('a share without a frame fails, also where the transceiver is reused', () => {
  const { verdict, reasons } = check({ patch: 'reuse', silent: [2] });
  expect(verdict).toBe('FAIL');
  expect(reasons).toEqual(['Screen share 3 on #1 encoded no frame within 5 s.']);
});

test('too few shares: inconclusive, with what to do', () => {
  expect(check({ shares: 2 })).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reasons: ['2 screen shares of 3 on a connection. Share and stop 3 times in one page.'],
  });
  expect(check({ shares: 0 }).reasons).toEqual(['Nothing was published. Share and stop 3 times in one page.']);
});

test('only the span of the run counts', () => {
  // The last two of four.
  const { record, page } = playRun({ from: T0, shares: 4 });
  const from = record.history.publishes[2]!.at;
  const said = checkAcceptance({ documents: [record], from, to: null, patch: 'none', now: page.now });
  expect(said.reasons).toEqual(['2 screen shares of 3 on a connection. Share and stop 3 times in one page.']);
});

test('an incomplete log never passes, but may fail', () => {
  for (const [patch, verdict] of [
    ['reuse', 'INCONCLUSIVE'],
    ['none', 'FAIL'],
  ] as const) {
    const { record, page } = playRun({ from: T0, shares: 4, patch });
    record.history.incomplete = true;
    const input = { documents: [record], from: T0, to: null, patch, now: page.now };
    expect(checkAcceptance(input).verdict).toBe(verdict);
  }
});

test('whether a share sent is unknown where nobody sampled it', () => {
  const { record, page } = playRun({ from: T0, shares: 4, patch: 'reuse' });
  record.history.publishes[1]!.sent = null;
  record.history.publishes[1]!.noFrame = null;
  const input = { documents: [record], from: T0, to: null, patch: 'none' as const, now: page.now };
  expect(checkAcceptance(input)).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reasons: ['Whether screen share 2 on #1 sent is unknown.'],
  });
});

test('the last share still on is no idle one', () => {
  expect(check({ shares: 3, patch: 'reuse', goesOn: true }).verdict).toBe('PASS');
});
