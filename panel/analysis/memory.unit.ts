import { expect, test } from '@playwright/test';
import type { LayerStats, TransceiverState } from '../../protocol/state';
import { FakePage } from '../fixtures/page';
import { estimateOf, formatRange, formatTotal, formulaOf, totalOf } from './memory';

function sender(layers: Partial<LayerStats>[], change: Partial<TransceiverState> = {}): TransceiverState {
  const page = new FakePage('doc', 0);
  const made = page.publish(page.connect());
  const base = made.stats!.layers[0]!;
  return { ...made, stats: { at: 0, layers: layers.map((layer) => ({ ...base, ...layer })) }, ...change };
}

const p720 = { width: 1280, height: 720 };

/** Figures measured in the same cells, MiB: each must lie in the range that the estimate gives. */
const measured: [string, Partial<LayerStats>[], number][] = [
  ['VP8 still 360p', [{ width: 640, height: 360 }], 9.1],
  ['VP8 moving 360p', [{ width: 640, height: 360 }], 11.7],
  ['VP8 still 720p', [p720], 32.1],
  ['VP8 moving 720p', [p720], 40.5],
  ['VP8 moving 1080p', [{ width: 1920, height: 1080 }], 90.1],
  ['VP8 2160p', [{ width: 3840, height: 2160 }], 283],
  ['VP8 simulcast', [p720, { width: 640, height: 360 }, { width: 320, height: 180 }], 57.2],
  ['H264', [{ ...p720, codec: 'video/h264' }], 20.3],
  ['AV1', [{ ...p720, codec: 'video/av1' }], 42],
  ['VP9 L1T3', [{ ...p720, codec: 'video/vp9', scalabilityMode: 'L1T3' }], 85.3],
  ['VP9 L3T3_KEY', [{ ...p720, codec: 'video/vp9', scalabilityMode: 'L3T3_KEY' }], 109],
];

for (const [name, layers, mib] of measured) {
  test(`the estimate holds the measured figure: ${name}`, () => {
    const estimate = estimateOf(sender(layers));
    if (estimate.state !== 'known') throw new Error(estimate.why);
    expect(estimate.low).toBeLessThanOrEqual(mib);
    expect(estimate.high).toBeGreaterThanOrEqual(mib * 0.99);
    expect(estimate.high / estimate.low).toBeLessThan(1.55);
  });
}

test('a layer that never encoded adds nothing; the formula shows this sender’s numbers', () => {
  const all = estimateOf(
    sender([
      { rid: 'f', ...p720 },
      { rid: 'q', width: null, height: null },
    ]),
  );
  if (all.state !== 'known') throw new Error(all.why);
  expect(all).toMatchObject({ low: 34.1 * 0.9216, high: 1.9 + 42.6 * 0.9216 });
  expect(formulaOf(all.terms)[0]).toBe('f: VP8, still picture: 34.1 × 0.92 Mpx (1280×720, outbound-rtp) = 31.4 MB');
});

const notKnown: [string, TransceiverState][] = [
  ['no stats', sender([], { stats: null })],
  ['no layers', sender([])],
  ['no size', sender([{ width: null, height: null }])],
  ['0x0', sender([{ width: 0, height: 0 }])],
  ['a codec nobody knows', sender([{ codec: 'video/h266' }])],
  ['no codec', sender([{ codec: null }])],
  ['a hardware encoder', sender([{ encoder: 'VideoToolbox' }])],
  ['a power-efficient one', sender([{ encoder: null, powerEfficient: true }])],
];
for (const [name, transceiver] of notKnown) {
  test(`unknown, never 0: ${name}`, () => expect(estimateOf(transceiver).state).toBe('unknown'));
}

test('no encoder before the first frame was sent, nor after stop', () => {
  expect(estimateOf(sender([p720], { phase: 'new' })).state).toBe('none');
  expect(estimateOf(sender([p720], { phase: 'stopped' })).state).toBe('none');
  expect(estimateOf(sender([p720], { phase: 'idle' })).state).toBe('known');
});

test('totals add ranges and count what has no figure', () => {
  const total = totalOf([sender([p720]), sender([p720]), sender([]), sender([p720], { phase: 'new' })].map(estimateOf));
  expect(total).toMatchObject({ senders: 3, unknown: 1 });
  expect(formatTotal(total)).toBe('60-90 MB + 1 unknown');
  expect(formatTotal(totalOf([estimateOf(sender([]))]))).toBe('unknown');
  expect(formatTotal(totalOf([]))).toBe('0 MB');
});

test('ranges are shown with one significant digit', () => {
  const shown: [number, number, string][] = [
    [345, 453, '300-500 MB'],
    [31.4, 41.2, '30-50 MB'],
    [310, 398, '300-400 MB'],
    [7.2, 11, '5-15 MB'],
    [110, 140, '100-150 MB'],
    [1100, 1500, '1-1.5 GB'],
    [2100, 2900, '2-3 GB'],
    [0, 0.5, '< 1 MB'],
    [980, 999, '900-1000 MB'],
    [40, 40, '40 MB'],
  ];
  for (const [low, high, text] of shown) expect(formatRange({ low, high })).toBe(text);
});

test('Chrome forgot the size of an idle sender: the last track over each layer’s scale', () => {
  const forgotten = { width: null, height: null, framesEncoded: 46 };
  const lastSize = { width: 1280, height: 720 };
  const single = estimateOf(sender([forgotten], { lastSize, encodings: [] }));
  expect(single.state === 'known' && formulaOf(single.terms)[0]).toContain('(1280×720, size of its last track)');
  const scaled = estimateOf(sender([forgotten], { lastSize, encodings: [{ scaleResolutionDownBy: 4 }] }));
  expect(scaled.state === 'known' && formulaOf(scaled.terms)[0]).toContain('320×180');
  const layers = ['q', 'h', 'f'].map((rid) => ({ ...forgotten, rid }));
  const simulcast = estimateOf(sender(layers, { lastSize, encodings: layers.map(({ rid }) => ({ rid })) }));
  expect(
    simulcast.state === 'known' && simulcast.terms.filter((_, i) => i % 2 === 0).map(({ layer }) => layer?.rid),
  ).toEqual(['q', 'h', 'f']);
  expect(simulcast.state === 'known' && simulcast.low).toBeCloseTo((34.1 * 1280 * 720 * (1 + 1 / 4 + 1 / 16)) / 1e6, 5);
  const never = estimateOf(sender([{ ...forgotten, framesEncoded: 0 }], { lastSize }));
  expect(never.state).toBe('unknown');
});

test('a downscaled sender holds next to nothing, though its stats go on showing the old size', () => {
  const small = estimateOf(sender([p720], { downscaled: 'button', lastSize: p720 }));
  expect(small.state === 'known' && small.low).toBeLessThan(0.1);
  expect(small.state === 'known' && formulaOf(small.terms)[0]).toContain('20×11, downscaled by 64');
});
