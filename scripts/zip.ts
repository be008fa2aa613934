/**
 * `npm run zip`: the built extension as packages for the stores, in out/: for Chrome, for Edge, for Firefox, and
 * the sources that addons.mozilla.org asks for. Reproducible: the same commit gives the same bytes, since
 * names are sorted and times fixed. store/README.md says what goes where.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { readOptions } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool } from '../tooling/node/steps.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { TOOLS } from './commands.mjs';

/** The earliest time that a ZIP can hold, in local time as ZIP has it: the same in every zone. */
const mtime = new Date(1980, 0, 1);

type NamedFile = readonly [name: string, path: string];

/** @returns all files in the folder, and in those in it, named from the folder */
function filesIn(dir: string): NamedFile[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => [relative(dir, path).split(sep).join('/'), path] as const);
}

/** What git tracks, which is all that a build needs. */
function sources(): NamedFile[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new UserError('The sources can be packed only from a git work tree: "git ls-files" failed.');
  const names = stdout.split('\0').filter(Boolean);
  return names.map((name) => [name, join(ROOT, name)] as const);
}

function write(name: string, files: readonly NamedFile[]): void {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // fflate's own deflate, pinned by the lockfile: the bytes depend on no zlib of the system.
  const bytes = zipSync(Object.fromEntries(sorted.map(([each, path]) => [each, readFileSync(path)])), {
    level: 9,
    mtime,
    os: 3,
  });
  const file = join(ROOT, 'out', name);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  console.log(`${relative(ROOT, file)}: ${sorted.length} files, ${bytes.length} bytes, sha256 ${sha256}`);
}

export async function run(args: readonly string[]): Promise<void> {
  readOptions(args, {});
  for (const [tool, toolArgs] of TOOLS.build ?? []) {
    if (!(await runTool(tool, toolArgs, { quiet: true }))) throw new UserError('The build failed: see above.');
  }
  const built = { chrome: filesIn(join(ROOT, 'dist', 'chrome')), firefox: filesIn(join(ROOT, 'dist', 'firefox')) };
  const { version } = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
  // Edge takes Chrome's build as it is; it is uploaded to a store of its own.
  write(`transceiver-inspector-${version}-chrome.zip`, built.chrome);
  write(`transceiver-inspector-${version}-edge.zip`, built.chrome);
  write(`transceiver-inspector-${version}-firefox.zip`, built.firefox);
  write(`transceiver-inspector-${version}-source.zip`, sources());
}
