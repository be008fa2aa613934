import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../core/estimate/coefficients/engine';
import type { Parts, StreamFit } from '../../../core/estimate/coefficients/parts';
import { ROOT } from '../../../tooling/node/root.mjs';
import { UserError } from '../../../tooling/node/user-error.mjs';
import { writeJson } from '../../lib/json';
import type { Machine } from '../../lib/machine';
import type { Cell } from '../cells';
import type { CellResult } from '../measure-cell';
import { NOISE_MIB, threeDigits } from './refit';

const FILE = join(ROOT, 'core/estimate/coefficients/parts.json');

/** The panel's file of what stays beside the encoders. */
type Data = Record<Engine, Parts>;

/** To the next hundredth outward, so that what was measured is inside. */
const down = (value: number) => Math.max(0, Math.floor(value * 100) / 100);
const up = (value: number) => Math.ceil(value * 100) / 100;

const usable = ({ unusable, measuredMiB }: CellResult) => !unusable && measuredMiB !== null;

/** From the least to the most that any of these cells held, by their intervals. @throws {UserError} where none is there */
function rangeOf(what: string, results: readonly CellResult[]): { low: number; high: number } {
  const intervals = results.filter(usable).flatMap(({ interval }) => interval ?? []);
  if (intervals.length === 0) throw new UserError(`--fit needs a usable cell of ${what}.`);
  return {
    low: down(Math.min(...intervals.map(({ low }) => low))),
    high: up(Math.max(...intervals.map(({ high }) => high))),
  };
}

/** The range of receivers, and of which: `VP8, VP9, AV1, 360p-1080p`. */
function receiverOf(what: string, results: readonly CellResult[]): Parts['receiver']['video'] {
  const video = results.filter(usable).filter(({ cell }) => cell.source !== 'microphone');
  const codecs = [...new Set(video.map(({ cell }) => cell.codec))];
  const sizes = video.map(({ cell }) => cell.size);
  const cells = video.length > 0 ? [...codecs, `${Math.min(...sizes)}p-${Math.max(...sizes)}p`].join(', ') : 'opus';
  return { ...rangeOf(what, results), cells };
}

const mpxOf = ({ size }: Cell) => (size * size * 16) / 9 / 1e6;
const isDownscaled = ({ cell }: CellResult) => cell.unpublish.endsWith('downscale') && cell.measures !== 'receiver';

/**
 * What the stream given to addTrack() holds, MiB for each megapixel of its track: the cells with it against that
 * without. Null where that can't be told from nothing.
 */
function streamOf(what: string, results: readonly CellResult[]): StreamFit | null {
  const held = results.filter(isDownscaled).filter(usable);
  const without = held.find(({ cell }) => cell.publish !== 'addTrack');
  const added = held.filter(({ cell }) => cell.publish === 'addTrack');
  if (!without || added.length === 0)
    throw new UserError(`--fit needs the cells of ${what}, with a stream and without.`);
  const perMpx = added.map(({ cell, measuredMiB }) => (measuredMiB! - without.measuredMiB!) / mpxOf(cell));
  const mean = perMpx.reduce((sum, each) => sum + each, 0) / perMpx.length;
  if (mean * mpxOf(without.cell) < NOISE_MIB) return null;
  const error = Math.max(...perMpx.map((each) => Math.abs(each / mean - 1)));
  return { perMpx: threeDigits(mean), error: up(error), sizes: added.map(({ cell }) => `${cell.size}p`).join(', ') };
}

/** @throws {UserError} where cells are missing */
export function refitParts(results: readonly CellResult[], browser: string, machine: Machine): Parts {
  const isAudio = ({ cell }: CellResult) => cell.source === 'microphone';
  const isReceiver = ({ cell }: CellResult) => cell.measures === 'receiver';
  const of = (...sources: Cell['source'][]) => results.filter(({ cell }) => sources.includes(cell.source));
  const receivers = results.filter(isReceiver);
  return {
    measured: { browser, ...machine },
    audioSender: rangeOf(
      'an audio sender',
      results.filter((each) => isAudio(each) && !isReceiver(each)),
    ),
    receiver: {
      video: receiverOf(
        'a video receiver',
        receivers.filter((each) => !isAudio(each)),
      ),
      audio: receiverOf('an audio receiver', receivers.filter(isAudio)),
    },
    stream: {
      drawn: streamOf('a canvas', of('canvas')),
      camera: streamOf('a camera', of('camera')),
      display: streamOf('a display', of('tab', 'screen')),
    },
  };
}

/** Writes what was measured of one browser into the panel's file; the other browser's stays. */
export function rewriteParts(results: CellResult[], browser: string, machine: Machine): void {
  const engine = browser.startsWith('Firefox') ? 'firefox' : 'chromium';
  const old: Data = JSON.parse(readFileSync(FILE, 'utf8'));
  writeJson(FILE, { ...old, [engine]: refitParts(results, browser, machine) });
  console.log('\nWritten: core/estimate/coefficients/parts.json');
}
