import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether this is Debian, Ubuntu or a child of theirs. */
function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs packages of Debian's, where we may.
 * @param {string[]} packages
 * @returns {boolean} whether apt-get says it did
 */
export function installByApt(packages) {
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.log(`Installing (apt-get install ${packages.join(' ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-q', ...args], { env, stdio: 'inherit' }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}
