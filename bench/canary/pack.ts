import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';

const OUT = join(ROOT, 'out', 'canary-package');

/**
 * Packs the npm package, whose tests carry the hook into a browser without extensions.
 * @returns the tarball
 * @throws {UserError} where it can't be built
 */
export function packPackage(): string {
  console.log('Packing the npm package …');
  rmSync(OUT, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, ['scripts/run.mjs', 'pack', '--out', OUT], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = status === 0 ? readdirSync(OUT).find((name) => name.endsWith('.tgz')) : undefined;
  if (!tarball) throw new UserError('The npm package could not be packed: see above.');
  return join(OUT, tarball);
}
