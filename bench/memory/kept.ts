import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';
import { writeJson } from '../lib/json';
import type { Cell } from './cells';
import type { CellResult } from './measure-cell';

const FOLDER = join(ROOT, 'out', 'memory');
/** A folder a browser, so that one does not take the place of another. */
const fileOf = ({ name }: Cell, browser: string) => join(FOLDER, browser.replace(/[^\w.]+/g, '-'), `${name}.json`);

/** What was measured: not what it is used for. */
const settingsOf = ({ role: _role, quick: _quick, ...settings }: Cell) =>
  JSON.stringify(Object.entries(settings).sort());

/** Keeps a cell's result, so that an interrupted run can be resumed. */
export function keepResult(result: CellResult): void {
  writeJson(fileOf(result.cell, result.browser), result);
}

/** @returns the kept result of that cell; null where there is none, of other settings or another browser, or unusable */
export function keptResult(cell: Cell, browser: string): CellResult | null {
  let kept: CellResult;
  try {
    kept = JSON.parse(readFileSync(fileOf(cell, browser), 'utf8'));
    if (settingsOf(kept.cell) !== settingsOf(cell) || kept.browser !== browser || kept.unusable) return null;
  } catch {
    // None, or cut short when the run was interrupted: it is measured again.
    return null;
  }
  return { ...kept, cell };
}
