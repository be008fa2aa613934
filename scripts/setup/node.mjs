import { UserError } from '../../tooling/node/user-error.mjs';

/** The lowest Node that Vite 8 runs on. */
const LOWEST = /** @type {const} */ ([20, 19]);

/** @param {string} [version] as in process.versions.node */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1])) return;
  throw new UserError(`This needs Node ${LOWEST.join('.')} or later, and this is Node ${version}. Please update Node.`);
}
