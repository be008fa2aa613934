import { expect, test } from '@playwright/test';
import type { LayerStats, TransceiverState } from '../../protocol/state';
import { FakePage } from '../fixtures/page';
import { FITS } from './coefficients/coefficients';
import { formulaGroups, formulaOf } from './formula';
import { estimateOf } from './memory';
import { formatAbout, formatChange, formatRange, formatTotal, totalOf } from './totals';

function sender(layers: Partial<LayerStats>[], change: Partial<TransceiverState> = {}): TransceiverState {
  const page = new FakePage('doc', 0);
  const made = page.publish(page.connect());
  const base = made.stats!.layers[0]!;
  return { ...made, stats: { at: 0, layers: layers.map((layer) => ({ ...base, ...layer })) }, ...change };
}

const p720 = { width: 1280, height: 720 };

const camera = { contentType: null };

/** MiB, measured before there was a benchmark. Every later fit has to come close. */
const measured: [string, Partial<LayerStats>[], number][] = [
  ['VP8 screen 360p', [{ width: 640, height: 360 }], 9.1],
  ['VP8 camera 360p', [{ width: 640, height: 360, ...camera }], 11.7],
  ['VP8 screen 720p', [p720], 32.1],
  ['VP8 camera 720p', [{ ...p720, ...camera }], 40.5],
  ['VP8 camera 1080p', [{ width: 1920, height: 1080, ...camera }], 90.1],
  ['VP8 screen 2160p', [{ width: 3840, height: 2160 }], 283],
  [
    'VP8 simulcast',
    [p720, { width: 640, height: 360 }, { width: 320, height: 180 }].map((size) => ({ ...size, ...camera })),
    57.2,
  ],
  ['H264', [{ ...p720, codec: 'video/h264' }], 20.3],
  ['AV1', [{ ...p720, codec: 'video/av1' }], 42],
  ['VP9 L1T3', [{ ...p720, codec: 'video/vp9', scalabilityMode: 'L1T3' }], 85.3],
  ['VP9 L3T3_KEY', [{ ...p720, codec: 'video/vp9', scalabilityMode: 'L3T3_KEY' }], 109],
];

/** The formula's value without its error. */
const middleOf = (transceiver: TransceiverState) => {
  const estimate = estimateOf(transceiver);
  if (estimate.state !== 'known') throw new Error(estimate.why);
  return (estimate.low + estimate.high) / 2;
};

for (const [name, layers, mib] of measured) {
  test(`the estimate is near the figure that was measured first: ${name}`, () => {
    expect(Math.abs(middleOf(sender(layers)) / mib - 1)).toBeLessThan(0.25);
  });
}

test('a layer that never encoded adds nothing; the formula shows this sender’s numbers', () => {
  const all = estimateOf(
    sender([
      { rid: 'f', ...p720 },
      { rid: 'q', width: null, height: null, framesEncoded: 0 },
    ]),
  );
  if (all.state !== 'known') throw new Error(all.why);
  expect(all.low).toBeCloseTo(endOf(p720, 'low'), 6);
  expect(all.high).toBeCloseTo(endOf(p720, 'high'), 6);
  const [line, ...more] = formulaOf(all.terms);
  expect(more).toEqual([]);
  const { constant, perMpx, error, label } = FITS.vp8Screen;
  const value = (constant + perMpx * 0.9216).toFixed(1);
  expect(line).toContain(`f: ${label}: `);
  expect(line).toContain(`${perMpx} × 0.92 Mpx (1280×720, outbound-rtp) = ${value} MB ±${Math.round(error * 100)} %`);
});

function endOf(size: { width: number; height: number }, end: 'low' | 'high'): number {
  const { constant, perMpx, error } = FITS.vp8Screen;
  const value = constant + (perMpx * (size.width * size.height)) / 1e6;
  return value * (end === 'low' ? 1 - error : 1 + error);
}

const unknown: [string, TransceiverState][] = [
  ['no stats', sender([], { stats: null })],
  ['no layers', sender([])],
  ['no size', sender([{ width: null, height: null }])],
  ['0x0', sender([{ width: 0, height: 0 }])],
  ['half a size', sender([{ width: 1280, height: null }])],
  ['a size below 0', sender([{ width: -1280, height: -720 }])],
  ['a size that is none', sender([{ width: Number.NaN, height: 720 }])],
  ['a size beyond every codec', sender([{ width: 1e9, height: 1e9 }])],
  ['one layer of a lost size', sender([p720, { rid: 'q', width: null, height: null, framesEncoded: 9 }])],
  ['a codec nobody knows', sender([{ codec: 'video/h266' }])],
  ['one layer of a codec nobody knows', sender([p720, { ...p720, codec: 'video/h266' }])],
  ['no codec', sender([{ codec: null }])],
  ['an encoder that was made anew and has encoded nothing', sender([{ ...p720, framesEncoded: 0 }])],
];
for (const [name, transceiver] of unknown) {
  test(`unknown, never 0: ${name}`, () => expect(estimateOf(transceiver).state).toBe('unknown'));
}

const doubted: [string, Partial<LayerStats>, RegExp][] = [
  ['a hardware encoder', { encoder: 'VideoToolbox', powerEfficient: true }, /VideoToolbox\) is a hardware one/],
  ['a power-efficient one without a name', { powerEfficient: true }, /is a hardware one/],
  ['a name that was not measured', { encoder: 'SVT-AV1' }, /SVT-AV1\) is not one of those measured/],
];
for (const [name, layer, why] of doubted) {
  test(`uncalibrated, from nothing to what software holds: ${name}`, () => {
    const [odd, usual] = [estimateOf(sender([{ ...p720, ...layer }])), estimateOf(sender([p720]))];
    if (odd.state !== 'known' || usual.state !== 'known') throw new Error('Both should have a figure.');
    expect(odd).toMatchObject({ low: 0, high: usual.high });
    expect(odd.doubt).toMatch(why);
    expect(usual.doubt).toBeNull();
    expect(totalOf([odd, usual])).toMatchObject({ senders: 2, unknown: 0, uncalibrated: 1 });
  });
}

test('encoders as Chrome names the measured ones are not doubted', () => {
  for (const encoder of ['libvpx', 'libaom', 'OpenH264', 'SimulcastEncoderAdapter (libvpx, libvpx)', '', null]) {
    const estimate = estimateOf(sender([{ ...p720, encoder }]));
    expect(estimate.state === 'known' && estimate.doubt, String(encoder)).toBeNull();
  }
});

test('the estimate follows a codec switch, a new mode, an adaptation and another track', () => {
  const vp8 = middleOf(sender([p720]));
  expect(middleOf(sender([{ ...p720, codec: 'video/h264' }]))).not.toBe(vp8);
  const l1 = middleOf(sender([{ ...p720, codec: 'video/vp9', scalabilityMode: 'L1T2' }]));
  expect(middleOf(sender([{ ...p720, codec: 'video/vp9', scalabilityMode: 'L3T3_KEY' }]))).toBeGreaterThan(l1);
  expect(middleOf(sender([{ width: 640, height: 360 }]))).toBeLessThan(vp8 / 3);
  expect(middleOf(sender([{ ...p720, ...camera }]))).toBeGreaterThan(vp8);
});

test('no encoder before the first frame was sent, nor after stop', () => {
  expect(estimateOf(sender([p720], { phase: 'new' })).state).toBe('none');
  expect(estimateOf(sender([p720], { phase: 'stopped', currentDirection: 'stopped' })).state).toBe('none');
  expect(estimateOf(sender([p720], { phase: 'idle' })).state).toBe('known');
});

test('totals add ranges and count what has no figure', () => {
  const total = totalOf([sender([p720]), sender([p720]), sender([]), sender([p720], { phase: 'new' })].map(estimateOf));
  expect(total).toMatchObject({ senders: 3, unknown: 1 });
  expect(formatTotal(total)).toMatch(/^\d+–\d+ MB \+ 1 unknown$/);
  expect(formatTotal(totalOf([estimateOf(sender([]))]))).toBe('unknown');
  expect(formatTotal(totalOf([]))).toBe('0 MB');
});

test('ranges are shown with two significant digits, each end rounded to the nearest', () => {
  const shown: [number, number, string][] = [
    [345, 453, '350–450 MB'],
    [31.4, 41.2, '31–41 MB'],
    [310, 398, '310–400 MB'],
    [7.2, 11, '7–11 MB'],
    [110, 140, '110–140 MB'],
    [1100, 1500, '1.1–1.5 GB'],
    [2100, 2900, '2.1–2.8 GB'],
    [0, 0.5, '< 1 MB'],
    [980, 999, '980–1000 MB'],
    [40, 40, '40 MB'],
  ];
  for (const [low, high, text] of shown) expect(formatRange({ low, high })).toBe(text);
});

test('one figure for a range: its middle, and the range itself where the middle would say too much', () => {
  expect(formatAbout({ low: 308, high: 340 })).toBe('320 MB');
  expect(formatAbout({ low: 194, high: 210 })).toBe('200 MB');
  expect(formatAbout({ low: 96, high: 104 })).toBe('100 MB');
  expect(formatAbout({ low: 0, high: 40 })).toBe('0–40 MB');
  expect(formatAbout({ low: 1500, high: 1700 })).toBe('1.6 GB');
  expect(formatAbout({ low: 0.1, high: 0.5 })).toBe('< 1 MB');
});

test('Chrome forgot the size of an idle sender: the last track over each layer’s scale', () => {
  const forgotten = { width: null, height: null, framesEncoded: 46 };
  const lastSize = { width: 1280, height: 720 };
  const single = estimateOf(sender([forgotten], { lastSize, encodings: [] }));
  expect(single.state === 'known' && formulaOf(single.terms)[0]).toContain(
    '(1280×720, upper bound: size of its last track)',
  );
  const scaled = estimateOf(sender([forgotten], { lastSize, encodings: [{ scaleResolutionDownBy: 4 }] }));
  expect(scaled.state === 'known' && formulaOf(scaled.terms)[0]).toContain('320×180');
  const layers = ['q', 'h', 'f'].map((rid) => ({ ...forgotten, rid }));
  const simulcast = estimateOf(sender(layers, { lastSize, encodings: layers.map(({ rid }) => ({ rid })) }));
  expect(simulcast.state === 'known' && simulcast.terms.map(({ layer }) => [layer?.rid, layer?.width])).toEqual([
    ['q', 320],
    ['h', 640],
    ['f', 1280],
  ]);
  const never = estimateOf(sender([{ ...forgotten, framesEncoded: 0 }], { lastSize }));
  expect(never.state).toBe('unknown');
});

test('a downscaled sender holds next to nothing, though its stats go on showing the old size', () => {
  const small = estimateOf(sender([p720], { downscaled: 'button', lastSize: p720 }));
  expect(small.state === 'known' && small.low).toBeLessThan(FITS.vp8Screen.constant + 0.1);
  expect(small.state === 'known' && formulaOf(small.terms)[0]).toContain('20×11, downscaled by 64');
});

test('what stop() began is held until the next offer', () => {
  const stopping = { phase: 'stopped', direction: 'stopped', currentDirection: 'sendonly' } as const;
  const idle = estimateOf(sender([p720], { phase: 'idle' }));
  expect(estimateOf(sender([p720], stopping))).toEqual(idle);
  expect(estimateOf(sender([], stopping)).state).toBe('none');
  expect(estimateOf(sender([p720], { ...stopping, index: null })).state).toBe('none');
  const stopped = estimateOf(sender([p720], { phase: 'stopped', direction: 'stopped', currentDirection: 'stopped' }));
  expect(stopped.state).toBe('none');
});

test('senders with the same formula are told once', () => {
  const groups = formulaGroups(
    [sender([p720]), sender([p720]), sender([{ codec: 'video/h266' }]), sender([p720], { phase: 'new' })].map(
      estimateOf,
    ),
  );
  expect(groups.map(({ count }) => count)).toEqual([2, 1]);
  expect(groups[1]!.lines).toEqual(['unknown: The codec video/h266 was not measured.']);
});

test('changes are shown with their sign', () => {
  const shown: [number, number, string][] = [
    [310, 398, '+310 to +400 MB'],
    [-12, 38, '−12 to +38 MB'],
    [-398, -310, '−400 to −310 MB'],
    [0, 0, '0 MB'],
    [-0.4, 0.2, '< 1 MB'],
    [1100, 1500, '+1.1 to +1.5 GB'],
    [0, 420, '0 to +420 MB'],
  ];
  for (const [low, high, text] of shown) expect(formatChange({ low, high })).toBe(text);
});

test('whatever comes: a figure without NaN and not below 0, or unknown, or none', () => {
  let seed = 11;
  const random = () => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed / 0x7fff_ffff;
  };
  const pick = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
  const number = () =>
    pick<number | null>(null, 0, -1, 1, 720, 1280, 16_384, 1e9, Number.MAX_VALUE, NaN, Infinity, -Infinity);
  const scale = () => pick<number | undefined>(undefined, 0, -4, 1, 2, 64, 1e308, 1e-308, NaN, Infinity);
  const rid = () => pick<string | null>(null, 'q', 'h', 'f', '');
  const base = sender([{}]);
  const states = new Map<string, number>();
  const wrong: string[] = [];
  for (let i = 0; i < 10_000; i++) {
    const layers = Array.from({ length: Math.floor(random() * 5) }, () => ({
      ...base.stats!.layers[0]!,
      rid: rid(),
      width: number(),
      height: number(),
      framesEncoded: number(),
      codec: pick(null, '', 'video/vp8', 'VIDEO/VP9', 'vp8', 'video/av1', 'video/h264', 'video/h266', 'audio/opus'),
      scalabilityMode: pick(null, '', 'L1T1', 'L3T3_KEY', 'S2T1', 'L9T9'),
      contentType: pick(null, 'screenshare', 'realtime', ''),
      encoder: pick(null, '', 'libvpx', 'VideoToolbox', '𝕏'.repeat(80)),
      powerEfficient: pick(null, true, false),
    }));
    const estimate = estimateOf({
      ...base,
      kind: pick('audio', 'video'),
      phase: pick('new', 'sending', 'idle', 'stopped'),
      encodings: Array.from({ length: Math.floor(random() * 4) }, () => ({
        rid: rid() ?? undefined,
        scaleResolutionDownBy: scale(),
      })),
      lastSize: pick(null, { width: number()!, height: number()! }),
      downscaled: pick(null, 'patch', 'button'),
      stats: pick(null, { at: number()!, layers }),
    });
    states.set(estimate.state, (states.get(estimate.state) ?? 0) + 1);
    const text =
      estimate.state === 'known' ? [...formulaOf(estimate.terms), formatRange(estimate)].join() : estimate.why;
    const range = estimate.state === 'known' ? estimate : { low: 0, high: 0 };
    const right = range.low >= 0 && range.high >= range.low && Number.isFinite(range.high);
    if (!right || /NaN|Infinity|-\d+×|^$/.test(text)) wrong.push(JSON.stringify({ estimate, layers }));
  }
  expect(wrong).toEqual([]);
  // The test is meaningful only if all three states occur.
  expect(Math.min(...['known', 'unknown', 'none'].map((state) => states.get(state) ?? 0))).toBeGreaterThan(500);
});
