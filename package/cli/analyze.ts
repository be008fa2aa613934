import { fileURLToPath } from 'node:url';
import { runAnalyze } from '../../cli/run';

/** Beside the built modules: what other processes run (cli/fleet/parallel/worker.ts). */
const here = import.meta.url;
const file = () => fileURLToPath(new URL('worker.js', here));

/** `analyze`, compiled: nothing is built when it runs. */
export function run(args: readonly string[]): Promise<void> {
  return runAnalyze(args, async () => ({ file: file(), remove: async () => {} }));
}
