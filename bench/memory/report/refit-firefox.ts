import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { UserError } from '../../../tooling/node/user-error.mjs';
import { writeJson } from '../../lib/json';
import type { Machine } from '../../lib/machine';
import type { CellResult } from '../measure-cell';
import { type Coefficients, fitPoints, predict } from './fit';
import { provenanceOf, SMALL_MIB, sizesOf, threeDigits } from './refit';

const FILE = join(ROOT, 'core/estimate/coefficients/firefox.json');

/** The panel's file of Firefox's coefficients. */
type Data = typeof import('../../../core/estimate/coefficients/firefox.json');

interface Placed {
  result: CellResult;
  mpx: number;
  mib: number;
  isDisplay: boolean;
}

function place(result: CellResult): Placed[] {
  const { cell, unusable, measuredMiB } = result;
  if (unusable || measuredMiB === null || cell.source === 'microphone') return [];
  return [
    { result, mpx: (cell.size * cell.size * 16) / 9 / 1e6, mib: measuredMiB, isDisplay: cell.source === 'screen' },
  ];
}

const isDownscaled = ({ result }: Placed) => result.cell.unpublish.endsWith('downscale');

/** Largest error of the values against the cells, as a share; up to the next per cent. */
function errorOver(placed: readonly Placed[], estimated: (of: Placed) => number): number {
  const shares = placed.map((each) => Math.abs(estimated(each) - each.mib) / Math.max(each.mib, SMALL_MIB));
  return Math.ceil(Math.max(...shares) * 100) / 100;
}

const FRAME_LABELS = {
  drawn: 'Firefox, last frame and copies, canvas',
  camera: 'Firefox, last frame and copies, camera',
  display: 'Firefox, last frame and copies, display',
};
type Frames = Data['lastFrame'];

const frameKindOf = ({ result }: Placed) =>
  (({ canvas: 'drawn', camera: 'camera' }) as const)[result.cell.source as string] ?? 'display';

/**
 * What stays of a sender when its encoder is downscaled: a constant, told by a canvas at two sizes, and frames, so
 * many MiB for each Mpx of the track.
 */
function fitFrames(placed: readonly Placed[]): Frames {
  const rows = placed.filter(isDownscaled);
  const drawn = rows.filter((each) => frameKindOf(each) === 'drawn');
  if (drawn.length < 2) throw new UserError('--fit needs the downscaled cells.');
  const constant = threeDigits(fitPoints(drawn.map(({ mpx, mib }) => ({ mpx: [mpx], mib }))).constant);
  const one = (kind: keyof Frames) => {
    const of = rows.filter((each) => frameKindOf(each) === kind);
    if (of.length === 0) throw new UserError(`--fit needs the downscaled cell of a ${kind}.`);
    const perMpx = threeDigits(of.reduce((sum, { mpx, mib }) => sum + (mib - constant) / mpx, 0) / of.length);
    const error = errorOver(of, ({ mpx }) => constant + perMpx * mpx);
    return { id: `firefox-frame-${kind}`, label: FRAME_LABELS[kind], constant, perMpx, error, cells: sizesOf(of) };
  };
  return { drawn: one('drawn'), camera: one('camera'), display: one('display') };
}

/** The coefficients that fit Firefox's results best, and how far off they are. @throws {UserError} where cells are missing */
export function refitFirefox(results: CellResult[], old: Data, browser: string, machine: Machine): Data {
  const placed = results.flatMap(place);
  const lastFrame = fitFrames(placed);
  const framesOf = (each: Placed) => predict(lastFrame[frameKindOf(each)], [each.mpx]);
  const encoders = placed.filter((each) => !isDownscaled(each));
  const heldOut: number[] = [];
  const fits = { ...old.fits };
  for (const [id, { label }] of Object.entries(old.fits)) {
    const [, codec, content] = /^([a-z0-9]+?)(Camera|Screen)?$/.exec(id)!;
    const of = encoders.filter(
      ({ result, isDisplay }) =>
        result.cell.codec.toLowerCase() === codec && (!content || isDisplay === (content === 'Screen')),
    );
    const used = of.filter(({ result }) => result.cell.role === 'fit');
    if (used.length < 2) throw new UserError(`--fit needs all cells: of ${id} only ${used.length} to fit are there.`);
    const found = fitPoints(used.map((each) => ({ mpx: [each.mpx], mib: each.mib - framesOf(each) })));
    const fit: Coefficients = { constant: threeDigits(found.constant), perMpx: threeDigits(found.perMpx) };
    const estimated = (each: Placed) => fit.constant + fit.perMpx * each.mpx + framesOf(each);
    fits[id as keyof Data['fits']] = {
      id: `firefox-${id}`,
      label,
      ...fit,
      error: errorOver(of, estimated),
      cells: sizesOf(of),
    };
    const held = of.filter(({ result }) => result.cell.role === 'held-out');
    heldOut.push(...held.map((each) => Math.abs(estimated(each) / each.mib - 1)));
  }
  return { ...provenanceOf(browser, machine, placed.length, heldOut), lastFrame, fits };
}

/** Fits Firefox's coefficients anew and rewrites their file. */
export function rewriteFirefoxCoefficients(results: CellResult[], browser: string, machine: Machine): void {
  const data = refitFirefox(results, JSON.parse(readFileSync(FILE, 'utf8')), browser, machine);
  writeJson(FILE, data);
  console.log('\nWritten: core/estimate/coefficients/firefox.json');
  for (const { id, constant, perMpx, error } of [...Object.values(data.lastFrame), ...Object.values(data.fits)]) {
    console.log(`  ${id}: ${constant} + ${perMpx} × Mpx, within ${Math.round(error * 100)} %`);
  }
}
