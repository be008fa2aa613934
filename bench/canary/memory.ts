import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import type { Measured } from './cells';

/** What `npm run bench:memory -- --json` writes, as far as the canary reads it. */
export interface MemoryReport {
  /** Product and version. */
  chromium: string;
  cores: number;
  cells: Measured[];
}

/** The cells that docs/memory.md was made of. */
const MEASURED = join(ROOT, 'docs', 'memory-measured.json');
const OUTPUT = join(ROOT, 'out', 'canary-memory.json');

/** The benchmark as its own command: what it prints is the canary's progress. */
function benchMemory(args: string[], stdio: 'inherit' | 'ignore') {
  return spawnSync(process.execPath, ['scripts/run.mjs', 'bench:memory', ...args], {
    cwd: ROOT,
    stdio: ['ignore', stdio, stdio === 'ignore' ? 'pipe' : 'inherit'],
    encoding: 'utf8',
  });
}

/**
 * @param cells names, by commas
 * @throws {UserError} on a name that does not exist
 */
export function checkCells(cells: string): void {
  const { status, stderr } = benchMemory(['--list', '--cells', cells], 'ignore');
  if (status !== 0) throw new UserError(stderr.trim());
}

/** Measures the cells in the browser that CHROME_PATH names. @throws where the benchmark fails */
export function measureCells(cells: string): MemoryReport {
  const { status } = benchMemory(['--cells', cells, '--json', OUTPUT], 'inherit');
  if (status !== 0) throw new UserError('The memory cells could not be measured: see above.');
  return readReport(OUTPUT);
}

/** What was measured before, on the browser of docs/memory-measured.json. */
export const measuredBefore = (): MemoryReport => readReport(MEASURED);

const readReport = (file: string): MemoryReport => JSON.parse(readFileSync(file, 'utf8'));
