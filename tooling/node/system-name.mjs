import { readFileSync } from 'node:fs';
import { arch, type, version } from 'node:os';

/**
 * The system with its version: `Debian GNU/Linux 12 (bookworm), x64`.
 * @returns {string}
 */
export function systemName() {
  return `${name()}, ${arch()}`;
}

function name() {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return version();
  }
}
