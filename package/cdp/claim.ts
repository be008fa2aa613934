import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names one run of one browser: `…/devtools/browser/GUID`. */
const fileOf = (url: string) =>
  join(tmpdir(), `transceiver-inspector-${new URL(url).pathname.replace(/\W+/g, '-').slice(-80)}.lock`);

/**
 * Takes a browser for this inspection alone: two would count, and switch patches, in the same pages.
 * A debugging port is this machine's, so a file tells other processes.
 * @param url of the browser's WebSocket
 * @returns gives it back
 * @throws Error with one sentence where another inspection that still runs has it
 */
export function claimBrowser(url: string): () => void {
  const file = fileOf(url);
  while (!create(file)) {
    const holder = holderOf(file);
    if (holder !== null && isRunning(holder)) throw new Error(takenSentence(holder));
    // It ended without giving it back.
    rmSync(file, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** @returns false where the file is there already */
function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns its process; null where the file is gone meanwhile */
function holderOf(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const takenSentence = (pid: number) =>
  `This browser is inspected already, ${pid === process.pid ? 'by this process' : `by process ${pid}`} (attach(), watch or mcp): end that before, or start another browser.`;
