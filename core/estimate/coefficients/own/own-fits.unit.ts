import { expect, test } from '@playwright/test';
import type { LayerStats, TransceiverState } from '../../../../protocol/state';
import { calibrationOf, ownFit } from '../../../fixtures/calibration';
import { FakePage } from '../../../fixtures/page';
import { ENVIRONMENT } from '../../../fixtures/recordings';
import { formulaOf } from '../../formula';
import { estimateOf } from '../../memory';
import { FITS } from '../coefficients';
import type { OwnFits } from './fit-with';
import { allFits, misfitOf, ownFitsOf } from './own-fits';

const p720 = { width: 1280, height: 720 };

function known(layer: Partial<LayerStats>, own: OwnFits | null) {
  const page = new FakePage('doc', 0);
  const made: TransceiverState = page.publish(page.connect());
  const layers = [{ ...made.stats!.layers[0]!, ...p720, ...layer }];
  const state = { ...made, stats: { at: 0, layers }, ...(own && { own }) };
  const estimate = estimateOf(state);
  if (estimate.state !== 'known') throw new Error(estimate.why);
  return { ...estimate, middle: (estimate.low + estimate.high) / 2, line: formulaOf(estimate.terms)[0] };
}

test('a figure is the machine’s own where it has one, else the built-in, and says which', () => {
  const own = ownFitsOf(calibrationOf(), ENVIRONMENT)!;
  const screen = known({}, own);
  expect(screen.middle).toBeCloseTo(4 + 60 * 0.9216, 6);
  expect(screen.line).toContain('VP8, screen content: 4 + 60 × 0.92 Mpx (1280×720, outbound-rtp) = 59.3 MB ±4 %');
  expect(screen.line).toContain('[calibrated, 2026-11-26]');
  const h264 = known({ codec: 'video/h264' }, own);
  expect(h264.middle).toBe(known({ codec: 'video/h264' }, null).middle);
  expect(h264.line).toMatch(/ \[built in\]$/);
  expect(known({}, null).line).not.toContain('[');
  expect(allFits(own).map(({ label, from }) => `${label}: ${from}`)).toEqual([
    'VP8, screen content: calibrated, 2026-11-26',
    ...Object.values(FITS)
      .filter(({ id }) => id !== 'vp8Screen')
      .map(({ label }) => `${label}: built in`),
  ]);
});

test('hardware and software encoders have coefficients of their own', () => {
  const hardware = {
    id: 'h264Screen',
    hardware: true,
    encoder: 'VideoToolbox',
    heights: [720],
    renderer: { constant: 0, perMpx: 1, error: 0.1 },
    gpu: { constant: 2, perMpx: 8, error: 0.1 },
  } as const;
  const software = ownFit({
    id: 'h264Screen',
    encoder: 'OpenH264',
    heights: [360],
    renderer: { constant: 3, perMpx: 20, error: 0.02 },
  });
  const fits = [{ ...hardware, heights: [720] }, software];
  const own = ownFitsOf(calibrationOf({ fits }), ENVIRONMENT)!;
  const h264 = (layer: Partial<LayerStats>) => known({ codec: 'video/h264', ...layer }, own);
  const inHardware = h264({ encoder: 'VideoToolbox', powerEfficient: true });
  expect(inHardware.middle).toBeCloseTo(0.9216, 6);
  expect(inHardware.doubt).toBeNull();
  expect(inHardware.low).toBeGreaterThan(0);
  expect(inHardware.line).toMatch(/^H264, screen content, VideoToolbox: 1 × .*\[calibrated, /);
  expect(h264({ encoder: 'OpenH264', powerEfficient: false }).middle).toBeCloseTo(3 + 20 * 0.9216, 6);
  // Not named: what was measured nearest to its size.
  expect(h264({}).middle).toBeCloseTo(0.9216, 6);
  expect(h264({ width: 640, height: 360 }).middle).toBeCloseTo(3 + 20 * 0.2304, 6);
  expect(own.fits[0]!.cells).toBe('720p alone; GPU process: 2 + 8 × Mpx, not in it');
});

test('a software encoder that the built-in coefficients do not know has a coefficient for itself alone', () => {
  const renderer = { constant: 0, perMpx: 9, error: 0.1 };
  const fits = [ownFit({ id: 'av1', encoder: 'SVT-AV1', heights: [720], renderer })];
  const own = ownFitsOf(calibrationOf({ fits }), ENVIRONMENT)!;
  const av1 = (encoder: string | null) => known({ codec: 'video/av1', encoder }, own);
  expect(av1('SVT-AV1').middle).toBeCloseTo(9 * 0.9216, 6);
  // Not named: it may be the one that was measured.
  expect(av1(null).middle).toBeCloseTo(9 * 0.9216, 6);
  for (const other of ['libaom', 'AOM-2']) expect(av1(other).line).toMatch(/ \[built in\]$/);
});

test('a hardware encoder that the machine did not measure stays uncalibrated', () => {
  const own = ownFitsOf(calibrationOf(), ENVIRONMENT)!;
  const { low, doubt, line } = known({ encoder: 'VideoToolbox', powerEfficient: true }, own);
  expect(low).toBe(0);
  expect(doubt).toMatch(/is a hardware one.* In the page’s process it may hold as little as nothing\.$/);
  expect(line).toMatch(/\[built in\]$/);
});

test('on another system than the built-in ones, only figures without a coefficient of its own are doubted', () => {
  const mac = { userAgent: ENVIRONMENT.userAgent, platform: 'macOS', cores: 8 };
  const own = ownFitsOf(calibrationOf({ platform: 'macOS', cores: 8 }), mac)!;
  expect(known({}, own).doubt).toBeNull();
  const other = known({ codec: 'video/vp9' }, own);
  expect(other.doubt).toMatch(/This is macOS; the built-in coefficients were measured on Linux/);
  expect(other.low).toBeGreaterThan(0);
});

const agent = (major: number) => `Chrome/${major}.0.0.0`;
const misfits: [string, Parameters<typeof misfitOf>[1], RegExp][] = [
  ['another system', { userAgent: agent(156), platform: 'macOS' }, /^It was measured on Linux; this is macOS\.$/],
  [
    'an unknown system',
    { userAgent: 'Chrome/156', platform: null },
    /^It was measured on Linux; here the system is not/,
  ],
  [
    'a much newer browser',
    { userAgent: agent(169), platform: 'Linux' },
    /^It was measured in version 156; this is 169/,
  ],
  ['a much older one', { userAgent: agent(143), platform: 'Linux' }, /this is 143, more than a year apart\.$/],
  ['other cores', { userAgent: agent(156), platform: 'Linux', cores: 16 }, /^It was measured on 4 cores; here are 16/],
  ['Firefox', { userAgent: 'Firefox/153.0', platform: 'Linux' }, /^It was measured in a Chromium; this is Firefox/],
  ['nothing known', { userAgent: null, platform: 'Linux' }, /^The browser is not known to be a Chromium\.$/],
];
for (const [name, here, reason] of misfits) {
  test(`not used: ${name}`, () => {
    expect(misfitOf(calibrationOf(), here).join(' ')).toMatch(reason);
    expect(ownFitsOf(calibrationOf(), here)).toBeNull();
  });
}

test('used: the same system and cores, and a version near it', () => {
  for (const major of [144, 156, 168])
    expect(misfitOf(calibrationOf(), { userAgent: agent(major), platform: 'Linux', cores: null })).toEqual([]);
});
