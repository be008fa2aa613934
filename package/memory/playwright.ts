import type { PlaywrightPage } from '../playwright/types';
import type { Memory } from '../types/inspection';
import { type Dump, dump, METHOD } from './dump';

/** Measured memory of pages; null where the browser is no Chromium, or no page is there. */
export async function readMemory(pages: readonly PlaywrightPage[]): Promise<Memory | null> {
  const dumps: Dump[] = [];
  for (const page of pages) {
    if (page.isClosed()) continue;
    const session = await page
      .context()
      .newCDPSession(page)
      .catch(() => null);
    if (!session) return null;
    try {
      dumps.push(await dump(session));
    } finally {
      await session.detach().catch(() => {});
    }
  }
  return memoryIn(dumps);
}

/** @param dumps one for each page; the newest figure of a process counts */
function memoryIn(dumps: readonly Dump[]): Memory | null {
  const processes = new Map(dumps.flatMap((each) => [...each.processes]));
  const renderers = new Set(dumps.flatMap((each) => [...each.renderers]));
  const figures = [...renderers].flatMap((pid) => processes.get(pid)?.mib ?? []);
  if (figures.length === 0) return null;
  const gpu = [...processes.values()].find(({ name }) => /gpu/i.test(name ?? ''));
  return { mib: figures.reduce((sum, mib) => sum + mib, 0), gpuMib: gpu?.mib ?? null, method: METHOD };
}
