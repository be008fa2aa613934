/**
 * What every command needs before it can work: the right Node, the packages of the lockfile, a
 * browser. Without dependencies, because it runs before there are any. `node scripts/setup.mjs`
 * runs it alone.
 */
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { orExplain } from '../tooling/node/user-error.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { checkNode } from './setup/node.mjs';

export { ensureBrowser, ensureInstalled, orExplain };

/**
 * Node and packages; what a command without a browser needs.
 * @throws {import('../tooling/node/user-error.mjs').Sentence} saying what to do, where something is missing
 */
export function setUp() {
  checkNode();
  ensureInstalled();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orExplain(async () => {
    setUp();
    const { product, version, path } = await ensureBrowser();
    console.log(`Ready: Node ${process.versions.node}, ${product} ${version} (${path})`);
  });
}
