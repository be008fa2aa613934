import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/**
 * Keeps a process, all of its threads, on one core: the last, since systems put what they do for devices on the first.
 * A call of WebRTC asks another thread of the page's process, and waits twice as long where that runs on another core
 * that sleeps; where the system puts it changes from one second to the next, and what decides is how long the page
 * worked before. So without this a ratio may be that of a slow way with us to a fast one without.
 * @returns whether it could: Linux only
 */
export function keepOnOneCore(pid: number): boolean {
  const last = String(cpus().length - 1);
  return spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', last, String(pid)]).status === 0;
}
