import { expect, test } from '@playwright/test';
import type { StateEntry } from '../../protocol/log';
import type { LayerStats, TransceiverState } from '../../protocol/state';
import { PublishRecorder } from './publish-facts';

const step = (at: number, why: StateEntry['why'], more: Partial<StateEntry> = {}): StateEntry => ({
  type: 'state',
  n: 0,
  at,
  connection: 1,
  transceiver: 1,
  kind: 'video',
  direction: 'sendonly',
  currentDirection: 'sendonly',
  phase: why === 'published' ? 'sending' : 'idle',
  source: 'screen',
  why,
  ...more,
});

/** A sample of transceiver 1: `frames` encoded so far, 1000 bytes each. */
function sample(at: number, frames: number | null, more: Partial<LayerStats> = {}, id = 1): TransceiverState {
  const bytesSent = frames === null ? null : frames * 1000;
  const layer = { framesEncoded: frames, bytesSent, width: 1280, height: 720, codec: 'video/vp8', ...more };
  return { id, kind: 'video', stats: { at, layers: [layer] } } as unknown as TransceiverState;
}

test('the first frame, with the resolution of the samples; size, rate and frames after 5 s', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(1_000, 'published'));
  for (const [at, frames] of [
    [1_200, 0],
    [1_400, 3],
    [2_400, 13],
    [3_400, 23],
    [4_400, 33],
    [5_400, 43],
    [6_400, 53],
  ] as const) {
    recorder.sample(sample(at, frames));
  }
  expect(recorder.list).toEqual([
    {
      at: 1_000,
      connection: 1,
      transceiver: 1,
      kind: 'video',
      source: 'screen',
      endedAt: null,
      sent: true,
      firstFrameMs: 400,
      firstFrameWithin: 200,
      noFrame: false,
      width: 1280,
      height: 720,
      codec: 'video/vp8',
      // The sample 4.4 s after the start is too early for "about 5 s".
      settled: { afterMs: 5_400, width: 1280, height: 720, fps: 10, kbps: 80 },
    },
  ]);
});

test('a sender that is used again is counted from the sample of its idle time', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(1_000, 'published'));
  recorder.sample(sample(1_500, 5));
  recorder.step(step(2_000, 'unpublished'));
  recorder.sample(sample(2_050, 12));
  recorder.step(step(4_000, 'published'));
  recorder.sample(sample(4_200, 12));
  expect(recorder.list[1]).toMatchObject({ sent: null, firstFrameMs: null, noFrame: null });
  recorder.sample(sample(9_100, 12));
  expect(recorder.list[1]).toMatchObject({ sent: null, noFrame: true });
  recorder.sample(sample(9_300, 13));
  expect(recorder.list).toMatchObject([
    { sent: true, firstFrameMs: 500, endedAt: 2_000 },
    { sent: true, firstFrameMs: 5_300, firstFrameWithin: 200, noFrame: true },
  ]);
});

test('without a sample of its idle time only a rise proves a frame', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(1_000, 'published'));
  recorder.sample(sample(1_500, 5));
  recorder.step(step(2_000, 'unpublished'));
  recorder.step(step(2_500, 'published'));
  recorder.sample(sample(2_600, 9));
  expect(recorder.list[1]!.sent).toBeNull();
  recorder.sample(sample(2_800, 10));
  expect(recorder.list[1]).toMatchObject({ sent: true, firstFrameMs: 300, firstFrameWithin: 200 });
});

test('looked at late: a sender with one publish has sent, when is unknown; of two nothing is known', () => {
  const recorder = new PublishRecorder();
  for (const entry of [step(1_000, 'published'), step(9_000, 'unpublished')]) recorder.step(entry);
  for (const at of [20_000, 40_000]) {
    recorder.step(step(at, 'published', { transceiver: 2 }));
    recorder.step(step(at + 9_000, 'unpublished', { transceiver: 2 }));
  }
  recorder.sample(sample(60_000, 80));
  recorder.sample(sample(60_000, 160, {}, 2));
  expect(recorder.list).toMatchObject([
    { sent: true, firstFrameMs: null, noFrame: null, settled: null },
    { sent: null, noFrame: null },
    { sent: null, noFrame: null },
  ]);
});

test('ended before 5 s: whether it sent is known, the rest is not', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(1_000, 'published'));
  recorder.sample(sample(1_200, 0));
  recorder.step(step(3_000, 'unpublished'));
  recorder.sample(sample(3_050, 0));
  expect(recorder.list[0]).toMatchObject({ endedAt: 3_000, sent: false, noFrame: null, settled: null });
});

test('nobody sampled for long: a first frame between two distant samples has no time', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(0, 'published'));
  recorder.sample(sample(100, 0));
  recorder.sample(sample(9_000, 70));
  expect(recorder.list[0]).toMatchObject({ sent: true, firstFrameMs: null, noFrame: null, settled: null });
});

test('audio: bytes count as its frames; stats without counters leave all unknown', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(0, 'published', { kind: 'audio' }));
  recorder.sample({ ...sample(200, null, { bytesSent: 300 }), kind: 'audio' });
  expect(recorder.list[0]).toMatchObject({ sent: true, firstFrameMs: 200 });
  recorder.step(step(1_000, 'published', { transceiver: 2 }));
  for (const at of [1_200, 7_000]) recorder.sample(sample(at, null, {}, 2));
  expect(recorder.list[1]).toMatchObject({ sent: null, noFrame: null, firstFrameMs: null });
});

test('a replayed log adds nothing, a late entry takes its place in time', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(5_000, 'published'));
  recorder.sample(sample(5_200, 4));
  const all = [
    step(1_000, 'published'),
    step(2_000, 'unpublished'),
    step(5_000, 'published'),
    step(8_000, 'unpublished'),
  ];
  for (let i = 0; i < 2; i++) for (const entry of all) recorder.step(entry);
  expect(recorder.list.map(({ at, endedAt, sent }) => [at, endedAt, sent])).toEqual([
    [1_000, 2_000, null],
    [5_000, 8_000, true],
  ]);
});

test('a connection that closes ends its publishes', () => {
  const recorder = new PublishRecorder();
  recorder.step(step(0, 'published'));
  recorder.step(step(700, 'removed', { phase: 'sending' }));
  expect(recorder.list[0]!.endedAt).toBe(700);
});
