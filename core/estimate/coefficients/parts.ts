import type { Kind } from '../../../protocol/state';
import type { Range } from '../totals';
import type { Engine } from './engine';
import data from './parts.json' with { type: 'json' };

/** What a stream holds that its sender keeps: MiB for each megapixel of the track. */
export interface StreamFit {
  perMpx: number;
  /** Largest error against a measured cell, as a share. */
  error: number;
  /** The measured frame sizes. */
  sizes: string;
}

/**
 * What stays beside the encoders, MiB in the process of the page that has it. `npm run bench:memory -- --parts --fit`
 * writes the figures, of each browser by itself.
 */
export interface Parts {
  /** Where the figures come from. */
  measured: { browser: string; os: string; platform: string; cores: number; date: string };
  /** One audio sender that has sent. */
  audioSender: Range;
  /** One receiver that received and no longer does, from the least to the most measured, and what was. */
  receiver: Record<Kind, Range & { cells: string }>;
  /** By what the track showed: a canvas, a camera, a display. Null where nothing could be told from none. */
  stream: { drawn: StreamFit | null; camera: StreamFit | null; display: StreamFit | null };
}

export const PARTS: Record<Engine, Parts> = data;

/** `measured on Firefox 153, Linux`. */
export function partsMeasured(engine: Engine): string {
  const { browser, platform } = PARTS[engine].measured;
  return `measured on ${browser.replace(/\..*/, '')}, ${platform}`;
}

/** `VP8, VP9, AV1, 360p-1080p, measured on Firefox 153, Linux`. */
export const receiverMeasured = (kind: Kind, engine: Engine): string =>
  `${PARTS[engine].receiver[kind].cells}, ${partsMeasured(engine)}`;
