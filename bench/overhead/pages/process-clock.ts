import { readdirSync, readFileSync } from 'node:fs';

/** Nanoseconds on a core, by thread, as Linux's scheduler counts them; null where this system does not. */
function threadsOf(pid: number): Map<string, number> | null {
  const threads = new Map<string, number>();
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
      threads.set(thread, Number(nanoseconds));
    }
  } catch {
    // Another system, or a thread that ended just now: it is not there any more at the next reading.
  }
  return threads.size > 0 ? threads : null;
}

/**
 * Processor time of a process, all of its threads, in nanoseconds where Chrome's own clock of a process counts
 * hundredths of a second.
 * @returns a function that gives the seconds so far; null where the system has no such clock
 */
export function processClock(pid: number): (() => number) | null {
  let before = threadsOf(pid);
  if (!before || [...before.values()].every((nanoseconds) => nanoseconds === 0)) return null;
  let spent = 0;
  return () => {
    const now = threadsOf(pid) ?? new Map<string, number>();
    // A thread that ended takes nothing back.
    for (const [thread, nanoseconds] of now) spent += nanoseconds - (before?.get(thread) ?? 0);
    before = now;
    return spent / 1e9;
  };
}
