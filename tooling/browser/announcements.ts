import type { BrowserContext } from '@playwright/test';
import { extensionIdOf } from './browser';

export interface Heard {
  message: { type?: string };
  /** The sending document's address. */
  url: string;
}

export interface Listener {
  /** Every runtime message so far, from all tabs and frames, in order. */
  heard(): Promise<Heard[]>;
}

/** Listens to runtime.onMessage from an extension page: all that a page without a panel may cause. */
export async function listenToMessages(context: BrowserContext): Promise<Listener> {
  const host = await context.newPage();
  await host.goto(`chrome-extension://${extensionIdOf(context)}/extension/popup.html`);
  await host.evaluate(() => {
    const heard: unknown[] = [];
    (window as any).heard = heard;
    chrome.runtime.onMessage.addListener((message, sender) => void heard.push({ message, url: sender.url ?? '' }));
  });
  return { heard: () => host.evaluate(() => (window as any).heard) };
}
