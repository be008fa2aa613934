import { serveDemo } from '../../demo/serve.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import type { Cell } from './cells';
import { keepResult, keptResult } from './kept';
import { type CellResult, measureCell } from './measure-cell';
import type { OpenMeasuredPage } from './pages/measured-page';

/**
 * The cells that the command line asks for.
 * @throws {UserError} on a name that does not exist
 */
export function chooseCells(all: Cell[], { quick, cells }: { quick: boolean; cells?: string | undefined }): Cell[] {
  if (cells === undefined) return quick ? all.filter((cell) => cell.quick) : all;
  const names = cells.split(',').map((name) => name.trim());
  for (const name of names) {
    if (all.some((cell) => cell.name === name)) continue;
    throw new UserError(`There is no cell "${name.slice(0, 60)}". --list shows all ${all.length}.`);
  }
  return all.filter(({ name }) => names.includes(name));
}

/** A cell's settings in words, for --list and progress. */
export function describeCell({ name, role, quick, codec, mode, size, source, ...cell }: Cell): string {
  const hint = cell.hint === 'picture' ? cell.picture : cell.hint;
  const what = source === 'microphone' ? ['audio'] : [codec, mode, cell.simulcast && 'simulcast', `${size}p`];
  const how = source === 'microphone' ? [] : [source, cell.picture === 'detail' ? 'still' : 'moving', `hint ${hint}`];
  const scaled = cell.scaleBy > 1 && `scaled by ${cell.scaleBy} before the unpublish`;
  const frames = cell.frames > 10 && `${cell.frames} frames`;
  const downscaled = cell.unpublish.endsWith('downscale') && 'downscaled after it';
  const added = cell.publish && `${cell.publish} with its stream`;
  const ended = cell.unpublish === 'inactive' && 'its track ended';
  const whose = cell.measures && `the ${cell.measures}`;
  return `${name}: ${[whose, ...what, ...how, added, ended, scaled, frames, downscaled].filter(Boolean).join(', ')} (${role}${quick ? ', quick' : ''})`;
}

/** Progress in place where a person looks, nothing where it goes to a file. */
function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K  ${line}`);
}

function describeResult({ measuredMiB, interval, unusable, cycles }: CellResult): string {
  if (unusable) return `unusable: ${unusable}`;
  return `${measuredMiB!.toFixed(1)} MiB (${interval?.low.toFixed(1)} .. ${interval?.high.toFixed(1)}), ${cycles.length} cycles`;
}

async function measureOrExplain(
  cell: Cell,
  urls: Awaited<ReturnType<typeof serveDemo>>,
  browser: string,
  open: OpenMeasuredPage,
) {
  try {
    return await measureCell(cell, urls, browser, open, showProgress);
  } catch (error) {
    // One cell that fails must not cost the others' time; it is reported as what it is.
    const unusable = String((error as Error).message).split('\n')[0]!;
    return {
      cell,
      browser,
      unusable,
      measuredMiB: null,
      interval: null,
      receiverMiB: null,
      method: null,
      layers: [],
      cycles: [],
    };
  }
}

/**
 * Measures the cells one after the other, each in a fresh browser, and keeps each result in out/memory/.
 * @param resume kept results of the same cell and browser are taken instead of measured again
 */
export async function measureCells(
  cells: Cell[],
  { browser, open, resume }: { browser: string; open: OpenMeasuredPage; resume: boolean },
): Promise<CellResult[]> {
  const demo = await serveDemo();
  const results: CellResult[] = [];
  const began = performance.now();
  try {
    for (const [i, cell] of cells.entries()) {
      const kept = resume ? keptResult(cell, browser) : null;
      console.log(
        `[${i + 1}/${cells.length}, ${Math.round((performance.now() - began) / 1000)} s] ${describeCell(cell)}`,
      );
      const result = kept ?? (await measureOrExplain(cell, demo, browser, open));
      if (!kept) keepResult(result);
      results.push(result);
      showProgress('');
      console.log(`${process.stdout.isTTY ? '\r\u001b[K' : ''}  ${describeResult(result)}${kept ? ', kept' : ''}`);
    }
  } finally {
    await demo.close();
  }
  return results;
}
