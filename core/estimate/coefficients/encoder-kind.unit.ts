import { expect, test } from '@playwright/test';
import type { LayerStats } from '../../../protocol/state';
import { FakePage } from '../../fixtures/page';
import { estimateOf } from '../memory';
import { type EncoderKind, encoderKindOf } from './encoder-kind';

type Named = Pick<LayerStats, 'encoder' | 'powerEfficient'>;

/** Names as Chromium gives them, and what `powerEfficientEncoder` says beside them. */
const kinds: [Named, EncoderKind | null][] = [
  [{ encoder: 'VideoToolbox', powerEfficient: true }, 'hardware'],
  [{ encoder: 'VideoToolbox', powerEfficient: null }, 'hardware'],
  [{ encoder: 'MediaFoundationVideoEncodeAccelerator', powerEfficient: null }, 'hardware'],
  [{ encoder: 'VaapiVideoEncodeAccelerator', powerEfficient: false }, 'hardware'],
  [{ encoder: 'V4L2VideoEncodeAccelerator', powerEfficient: null }, 'hardware'],
  [{ encoder: 'ExternalEncoder', powerEfficient: null }, 'hardware'],
  [{ encoder: 'SimulcastEncoderAdapter (VideoToolbox, VideoToolbox)', powerEfficient: null }, 'hardware'],
  [{ encoder: 'SimulcastEncoderAdapter (libvpx, VideoToolbox)', powerEfficient: null }, 'hardware'],
  [{ encoder: 'libvpx', powerEfficient: true }, 'hardware'],
  [{ encoder: null, powerEfficient: true }, 'hardware'],
  [{ encoder: 'libvpx', powerEfficient: false }, 'software'],
  [{ encoder: 'libaom', powerEfficient: null }, 'software'],
  [{ encoder: 'OpenH264', powerEfficient: null }, 'software'],
  [{ encoder: 'SimulcastEncoderAdapter (libvpx, libvpx)', powerEfficient: false }, 'software'],
  [{ encoder: 'SVT-AV1', powerEfficient: false }, 'other'],
  [{ encoder: 'SimulcastEncoderAdapter (libvpx, SVT-AV1)', powerEfficient: null }, 'other'],
  [{ encoder: 'SimulcastEncoderAdapter (SVT-AV1, SVT-AV1)', powerEfficient: null }, 'other'],
  [{ encoder: 'SimulcastEncoderAdapter', powerEfficient: null }, null],
  [{ encoder: 'SimulcastEncoderAdapter ()', powerEfficient: false }, null],
  [{ encoder: null, powerEfficient: null }, null],
  [{ encoder: null, powerEfficient: false }, null],
  [{ encoder: '', powerEfficient: false }, null],
];

/** What the panel says of a sender's figure. */
const doubts: Record<EncoderKind, RegExp> = {
  hardware: /^Its encoder.* is a hardware one; the built-in coefficients are of software encoders\. So it may/,
  software: /^$/,
  other: /^Its encoder \(.*\) is not one of those measured/,
};

for (const [named, kind] of kinds) {
  test(`${JSON.stringify(named.encoder)}, power efficient ${named.powerEfficient}: ${kind ?? 'unknown'}`, () => {
    expect(encoderKindOf(named)).toBe(kind);
    const page = new FakePage('doc', 0);
    const made = page.publish(page.connect());
    const layer = { ...made.stats!.layers[0]!, width: 1280, height: 720, ...named };
    const estimate = estimateOf({ ...made, stats: { at: 0, layers: [layer] } });
    if (estimate.state !== 'known') throw new Error(estimate.why);
    expect(estimate.doubt ?? '').toMatch(doubts[kind ?? 'software']);
    expect(estimate.low > 0).toBe(estimate.doubt === null);
  });
}
