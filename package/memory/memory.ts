import type { Memory } from '../types/inspection';
import { type Dump, METHOD } from './dump';

/**
 * What the processes of the pages' frames hold together; null where no dump tells.
 * @param dumps one for each page; the newest figure of a process counts
 */
export function memoryIn(dumps: readonly Dump[]): Memory | null {
  const processes = new Map(dumps.flatMap((each) => [...each.processes]));
  const renderers = new Set(dumps.flatMap((each) => [...each.renderers]));
  const figures = [...renderers].flatMap((pid) => processes.get(pid)?.mib ?? []);
  if (figures.length === 0) return null;
  const gpu = [...processes.values()].find(({ name }) => /gpu/i.test(name ?? ''));
  return { mib: figures.reduce((sum, mib) => sum + mib, 0), gpuMib: gpu?.mib ?? null, method: METHOD };
}
