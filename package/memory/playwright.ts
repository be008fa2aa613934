import type { PlaywrightPage } from '../playwright/types';
import type { Memory } from '../types/inspection';
import { type Dump, dump } from './dump';
import { memoryIn } from './memory';

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
