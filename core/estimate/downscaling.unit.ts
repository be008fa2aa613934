import { expect, test } from '@playwright/test';
import type { PatchEntry } from '../../protocol/log';
import type { TransceiverState } from '../../protocol/state';
import { FakePage } from '../fixtures/page';
import { countReasons, reasonsOf } from '../patches/reasons';
import { FITS } from './coefficients/coefficients';
import { forecastOf, isDownscalable, resultOf } from './downscaling';

/** Three idle 720p shares, an idle audio sender, and a share that is still sending. */
function page(): FakePage {
  const page = new FakePage('doc', 0);
  const connection = page.connect();
  for (let i = 0; i < 3; i++) page.unpublish(page.publish(connection));
  page.unpublish(page.publish(connection, { kind: 'audio' }));
  page.publish(connection);
  return page;
}

const idle = (all: readonly TransceiverState[]) => all.filter(({ phase }) => phase === 'idle');

const entry = (outcome: PatchEntry['outcome'], reason: string, more: Partial<PatchEntry> = {}): PatchEntry => ({
  type: 'patch',
  n: 0,
  at: 0,
  connection: 1,
  transceiver: 1,
  patch: 'none',
  outcome,
  reason,
  candidates: [],
  stack: null,
  ...more,
});

test('the forecast is what the idle video encoders hold less what they hold at 1/64', () => {
  const { count, before, freed } = forecastOf(page().transceivers.filter(isDownscalable));
  expect(count).toBe(3);
  // VP8 of a screen at 720p; at 20x11 nothing but the constant is left.
  const { constant, perMpx, error } = FITS.vp8Screen;
  expect(before.low).toBeCloseTo(3 * (constant + perMpx * 0.9216) * (1 - error), 0);
  expect(freed!.low).toBeCloseTo(3 * perMpx * 0.9216 * (1 - error), 0);
  expect(freed!.high).toBeCloseTo(3 * perMpx * 0.9216 * (1 + error), 0);
});

test('what cannot be estimated is not forecast as nothing', () => {
  const fake = new FakePage('doc', 0);
  fake.unpublish(fake.publish(fake.connect(), { codec: 'video/hevc' }));
  expect(forecastOf(fake.transceivers)).toMatchObject({ count: 1, freed: null, before: { unknown: 1 } });
});

test('a downscaled, a sending and an audio sender are not counted', () => {
  const fake = page();
  expect(fake.transceivers.filter(isDownscalable)).toHaveLength(3);
  fake.downscale();
  expect(fake.transceivers.filter(isDownscalable)).toHaveLength(0);
});

test('the result counts outcomes, reasons and what has no answer, and the estimate falls by what was done', () => {
  const targets = idle(page().transceivers);
  const [one, two, three, audio] = targets as [TransceiverState, TransceiverState, TransceiverState, TransceiverState];
  const answers = new Map([
    [one, entry('downscaled', 'downscaled-by-button')],
    [two, entry('failed', 'set-refused')],
    [audio, entry('refused', 'audio-nothing-to-free')],
  ]);
  const result = resultOf(targets, answers);
  expect(result).toMatchObject({ requested: 3, downscaled: 1, unanswered: 1 });
  expect(result.refusals).toEqual([
    { reason: 'set-refused', count: 1 },
    { reason: 'audio-nothing-to-free', count: 1 },
  ]);
  const left = FITS.vp8Screen.constant * (1 - FITS.vp8Screen.error);
  expect(result.after.low).toBeCloseTo((result.before.low * 2) / 3 + left, 0);
  answers.set(three, entry('downscaled', 'downscaled-by-button'));
  expect(resultOf(targets, answers)).toMatchObject({ downscaled: 2, unanswered: 0 });
});

test('an entry counts once for each reason in it, its candidates’ included', () => {
  const refused = entry('refused', 'not-released', {
    candidates: [
      { transceiver: 1, reason: 'not-released' },
      { transceiver: 2, reason: 'not-released' },
      { transceiver: 3, reason: 'claimed' },
    ],
  });
  expect([...reasonsOf(refused)]).toEqual(['not-released', 'claimed']);
  expect(countReasons([refused, entry('refused', 'claimed')])).toEqual([
    ['claimed', 2],
    ['not-released', 1],
  ]);
});
