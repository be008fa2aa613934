import { readFileSync } from 'node:fs';
import { arch, availableParallelism, type, version } from 'node:os';

function systemName() {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return version();
  }
}

/**
 * What a measurement depends on besides the browser: encoders choose their threads by the cores.
 * @returns {{ os: string, platform: string, cores: number, date: string }} platform as navigator.userAgentData names it
 */
export function describeMachine() {
  const platforms = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return {
    os: `${systemName()}, ${arch()}`,
    platform: platforms[/** @type {keyof typeof platforms} */ (process.platform)] ?? process.platform,
    cores: availableParallelism(),
    date: new Date().toISOString().slice(0, 10),
  };
}
