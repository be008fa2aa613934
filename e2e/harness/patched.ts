import { expect, type Page } from '@playwright/test';
import type { PatchEntry } from '../../protocol/log';
import type { Patch } from '../../protocol/state';
import { attachRawPanel, type RawPanel } from '../../tooling/browser/raw-panel';

/** Opens a page and puts a patch in force in it. */
export async function patched(page: Page, url: string, patch: Patch): Promise<RawPanel> {
  await page.goto(url);
  const raw = await attachRawPanel(page, [
    { type: 'observe', intervalMs: 500, paused: false },
    { type: 'patch', patch },
  ]);
  // Without a patch a document that made no connection stays silent.
  if (patch !== 'none') await expect.poll(async () => (await raw.documents()).at(-1)?.last?.patch).toBe(patch);
  return raw;
}

/** The patch log of the document at /: outcome and reason of every entry, the switch left out. */
export async function outcomes(raw: RawPanel): Promise<string[]> {
  const doc = await raw.document('/');
  const entries = doc.log.filter((each): each is PatchEntry => each.type === 'patch' && each.outcome !== 'switched');
  return entries.map((each) => `${each.outcome}: ${each.reason}`);
}

/** Waits until the patch log is as expected. */
export async function expectOutcomes(raw: RawPanel, expected: unknown[]): Promise<void> {
  await expect.poll(() => outcomes(raw)).toEqual(expected);
}
