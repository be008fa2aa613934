import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitFor } from '../../../core/estimate/coefficients/fits';
import { percentile } from '../../../core/lists/statistics';
import { ROOT } from '../../../tooling/node/root.mjs';
import { UserError } from '../../../tooling/node/user-error.mjs';
import { writeJson } from '../../lib/json';
import type { Machine } from '../../lib/machine';
import type { CellResult } from '../measure-cell';
import { type Coefficients, errorOf, fitPoints, type Point, predict } from './fit';
import { majorOf, rangeOf } from './versions';

const FILE = join(ROOT, 'core/estimate/coefficients/coefficients.json');

/** The panel's file of coefficients. */
type Data = typeof import('../../../core/estimate/coefficients/coefficients.json');

/** A usable cell, and which of the panel's fits holds for it. */
interface Placed {
  fitId: string;
  point: Point;
  result: CellResult;
}

function place(result: CellResult): Placed[] {
  const { cell, unusable, measuredMiB, layers } = result;
  if (unusable || measuredMiB === null || cell.role === 'row') return [];
  const encoded = layers.filter(({ width, height, framesEncoded }) => width && height && framesEncoded);
  const ids = new Set(encoded.flatMap((layer) => fitFor(layer)?.id ?? []));
  if (ids.size !== 1) throw new UserError(`The panel has ${ids.size} fits for the cell ${cell.name}; it needs one.`);
  const mpx = encoded.map(({ width, height }) => (width! * height!) / 1e6);
  return [{ fitId: [...ids][0]!, point: { mpx, mib: measuredMiB }, result }];
}

/** Three digits: a cell measured again differs by 1 to 2 %. */
export const threeDigits = (value: number) => Number(value.toPrecision(3));

/** What a cycle with a transceiver that never sent costs, at most: less than that can't be distinguished from nothing. */
export const NOISE_MIB = 0.5;
/** What holds less is small: that it is off by half a MiB must not widen the range of what holds a hundred. */
export const SMALL_MIB = 10;

const shareOff = (fit: Coefficients, { mpx, mib }: Point) =>
  Math.abs(predict(fit, mpx) - mib) / Math.max(mib, SMALL_MIB);

const absErrors = (fit: Coefficients, placed: Placed[]) =>
  placed.map(({ point }) => Math.abs(errorOf(predict(fit, point.mpx), point.mib)));

export function sizesOf(placed: readonly { result: CellResult }[]): string {
  const sizes = [...new Set(placed.map(({ result }) => result.cell.size))].sort((a, b) => a - b);
  const range = sizes.length > 1 ? `${sizes[0]}p-${sizes.at(-1)}p` : `${sizes[0]}p`;
  return `${range}, ${placed.length} cells`;
}

function refitOne(id: string, all: Placed[]) {
  const placed = all.filter(({ fitId }) => fitId === id);
  const used = placed.filter(({ result }) => result.cell.role === 'fit');
  if (used.length < 2) throw new UserError(`--fit needs all cells: of ${id} only ${used.length} to fit are there.`);
  const { constant, perMpx } = fitPoints(used.map(({ point }) => point));
  const fit = { constant: threeDigits(constant), perMpx: threeDigits(perMpx) };
  const error = Math.max(...placed.map(({ point }) => shareOff(fit, point)));
  const heldOut = absErrors(
    fit,
    placed.filter(({ result }) => result.cell.role === 'held-out'),
  );
  return { ...fit, error: Math.ceil(error * 100) / 100, cells: sizesOf(placed), heldOut };
}

/**
 * What a file of coefficients says of itself.
 * @param cells that were used
 * @param heldOut errors on the cells that were not, as shares
 */
export function provenanceOf(browser: string, machine: Machine, cells: number, heldOut: readonly number[]) {
  const percent = (share: number) => Math.round((percentile(heldOut, share) ?? Number.NaN) * 1000) / 10;
  return {
    measured: { browser, ...machine, encoders: 'software', versions: rangeOf([majorOf(browser)]), cells },
    heldOut: { cells: heldOut.length, medianAbsErrorPct: percent(0.5), p90AbsErrorPct: percent(0.9) },
  };
}

/**
 * The coefficients that fit the results best, and how far off they are.
 * @param old whose fits are made anew; what is not measured keeps its value
 * @throws {UserError} where cells are missing
 */
export function refit(results: CellResult[], old: Data, browser: string, machine: Machine): Data {
  const placed = results.flatMap(place);
  const heldOut: number[] = [];
  const fits = { ...old.fits };
  for (const [id, { label }] of Object.entries(old.fits)) {
    const { heldOut: errors, ...fit } = refitOne(id, placed);
    heldOut.push(...errors);
    fits[id as keyof Data['fits']] = { id, label, ...fit };
  }
  return { ...provenanceOf(browser, machine, placed.length, heldOut), fits };
}

/** Fits the panel's coefficients anew and rewrites their file. */
export function rewriteCoefficients(results: CellResult[], browser: string, machine: Machine): void {
  const data = refit(results, JSON.parse(readFileSync(FILE, 'utf8')), browser, machine);
  writeJson(FILE, data);
  console.log('\nWritten: core/estimate/coefficients/coefficients.json');
  for (const { id, constant, perMpx, error } of Object.values(data.fits)) {
    console.log(`  ${id}: ${constant} + ${perMpx} × Mpx, within ${Math.round(error * 100)} %`);
  }
}
