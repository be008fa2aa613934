/**
 * `npm run zip`: the built extension as one file for the store. Reproducible: the same dist/ gives
 * the same bytes, since names are sorted and times fixed.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { readOptions } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool } from '../tooling/node/steps.mjs';
import { UserError } from '../tooling/node/user-error.mjs';

/** The earliest time that a ZIP can hold, in local time as ZIP has it: the same in every zone. */
const mtime = new Date(1980, 0, 1);

/** @returns paths of all files in the folder, and in those in it */
function filesIn(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export async function run(args: readonly string[]): Promise<void> {
  readOptions(args, {});
  if (!(await runTool('vite', ['build'], { quiet: true }))) throw new UserError('The build failed: see above.');
  const dist = join(ROOT, 'dist');
  const named = filesIn(dist).map((path) => [relative(dist, path).split(sep).join('/'), path] as const);
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  // fflate's own deflate, pinned by the lockfile: the bytes depend on no zlib of the system.
  const bytes = zipSync(Object.fromEntries(named.map(([name, path]) => [name, readFileSync(path)])), {
    level: 9,
    mtime,
    os: 3,
  });
  const { version } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const file = join(ROOT, 'out', `transceiver-inspector-${version}.zip`);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  console.log(`${relative(ROOT, file)}: ${named.length} files, ${bytes.length} bytes, sha256 ${sha256}`);
}
