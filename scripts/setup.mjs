/**
 * `npm run setup`: what every command needs before it can work: the right Node, the packages of the
 * lockfile, a browser. `node scripts/run.mjs setup` does the same without npm.
 */
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { checkNode } from './setup/node.mjs';

/**
 * Node and packages. Has no dependencies itself, since it runs before there are any.
 * @throws {import('../tooling/node/user-error.mjs').UserError} saying what to do, where something is missing
 */
export function setUp() {
  checkNode();
  ensureInstalled();
}

export async function run() {
  setUp();
  const { product, version, path } = await ensureBrowser();
  console.log(`Ready: Node ${process.versions.node}, ${product} ${version} (${path})`);
}
