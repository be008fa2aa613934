/**
 * `npm run pack`: builds the npm package into out/npm/package and packs it: out/npm/transceiver-inspector-VERSION.tgz.
 * Nothing is published.
 *
 *   --out FOLDER   elsewhere; what is in it is deleted
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildPackage } from '../package/build/build';
import { manifestOf } from '../package/build/manifest';
import { readOptions } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { UserError } from '../tooling/node/user-error.mjs';

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { out: { type: 'string', default: join(ROOT, 'out/npm') } });
  // npm packs from within the folder.
  const out = resolve(options.out);
  const folder = join(out, 'package');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await buildPackage(join(folder, 'dist'));
  const types = join(ROOT, 'package/types');
  for (const file of readdirSync(types)) cpSync(join(types, file), join(folder, 'dist', file));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  for (const file of ['README.md', 'SKILL.md']) cpSync(join(ROOT, 'package', file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifestOf(), null, 2)}\n`);
  const npm = spawnSync('npm', ['pack', '--silent', '--pack-destination', out], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new UserError(`npm pack failed: ${npm.stderr.trim()}`);
  const file = join(out, npm.stdout.trim().split('\n').at(-1)!);
  console.log(`${file} (${(statSync(file).size / 1000).toFixed(1)} kB)`);
}
