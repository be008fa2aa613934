import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';

export interface Ran {
  code: number | null;
  seconds: number;
  /** MiB of all its processes together, at most; null on a system without /proc. */
  peakMib: number | null;
  /** Processor time of all its processes in seconds, to a tenth or so; null likewise. */
  cpuSeconds: number | null;
  stdout: string;
  stderr: string;
}

/** How often its memory is read, in ms. */
const READ_MS = 100;

/** Runs `npm run analyze`, and watches its memory. */
export async function runAnalyze(args: readonly string[]): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'analyze', ...args], { cwd: ROOT });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (piece) => (out[name] += piece));
  let peakMib: number | null = null;
  const cpu = new Map<number, number>();
  const timer = setInterval(() => {
    const pids = processesOf(child.pid!);
    if (!pids) return;
    peakMib = Math.max(peakMib ?? 0, pids.reduce((sum, pid) => sum + pssOf(pid), 0) / 1024);
    for (const pid of pids) cpu.set(pid, cpuOf(pid) ?? cpu.get(pid) ?? 0);
  }, READ_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  const cpuSeconds = cpu.size === 0 ? null : [...cpu.values()].reduce((sum, each) => sum + each, 0);
  return { code, seconds: (performance.now() - started) / 1000, peakMib, cpuSeconds, ...out };
}

/** A process and those that it started, and they; null on a system without /proc. */
function processesOf(root: number): number[] | null {
  try {
    const parents = new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .flatMap((name) => {
          const parent = parentOf(name);
          return parent === null ? [] : [[Number(name), parent] as const];
        }),
    );
    const isOurs = (pid: number): boolean => pid === root || (parents.has(pid) && isOurs(parents.get(pid)!));
    return [...parents.keys()].filter(isOurs);
  } catch {
    return null;
  }
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

/** kB that it holds, of shared pages its part; 0 for one that has just ended. */
function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** Seconds of processor time; null for one that has just ended. */
function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}
