import type { BrowserContext, Page } from '@playwright/test';
import { DocumentModel } from '../../core/model/document';
import type { Update } from '../../protocol/messages';
import { withReasonCodes } from '../../protocol/validate';
import { extensionIdOf } from '../../tooling/browser/browser';

/**
 * Listens to all tabs of a browser as a panel does to one, and keeps every update, so that a test can
 * put together what a panel knew at any time, its history included.
 */
export interface Recorder {
  /**
   * What was told of one document, every update in order. One that has no connection speaks only when it is
   * asked, as a panel asks while a patch is on.
   * @param url of the document, with its query
   */
  told(url: string): Promise<Update[]>;
  close(): Promise<void>;
}

/** Runs in an extension page, so it must be self-contained. */
function listen(prefix: string): void {
  const heard = new Map<string, unknown[]>();
  const state = window as any;
  state.heard = heard;
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (message?.type !== 'transceiver-inspector:announce' || !sender.url?.startsWith(prefix)) return;
    // A document that announces itself again is connected already.
    if (heard.has(sender.url)) return;
    const updates: unknown[] = [];
    heard.set(sender.url, updates);
    const to = { name: 'transceiver-inspector', documentId: sender.documentId! };
    const port = chrome.tabs.connect(sender.tab!.id!, to);
    port.onMessage.addListener((m) => void (m.type === 'update' && updates.push(m)));
    port.onDisconnect.addListener(() => void chrome.runtime.lastError);
    port.postMessage({ type: 'observe', intervalMs: 500, paused: false });
  });
  state.ask = async () => {
    const ask = { type: 'transceiver-inspector:ask', dormantToo: true };
    const tabs = await chrome.tabs.query({});
    await Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id!, ask).catch(() => {})));
    await new Promise((done) => setTimeout(done, 600));
  };
}

/** @param prefix of the addresses that are listened to, for example the test server's */
export async function startRecorder(context: BrowserContext, prefix: string): Promise<Recorder> {
  const host: Page = await context.newPage();
  await host.goto(`chrome-extension://${extensionIdOf(context)}/extension/popup.html`);
  await host.evaluate(listen, prefix);
  const take = async (url: string) => {
    const heard = (await host.evaluate((which) => (window as any).heard.get(which) ?? [], url)) as Update[];
    return heard.map(withReasonCodes);
  };
  return {
    async told(url) {
      const told = await take(url);
      if (told.length > 0) return told;
      await host.evaluate(() => (window as any).ask());
      return take(url);
    },
    close: () => host.close(),
  };
}

/** The document as the panel's store knew it after these updates; null without any. */
export function recordOf(updates: readonly Update[]): DocumentModel | null {
  const [first] = updates;
  if (!first) return null;
  const record = new DocumentModel(first.doc);
  for (const update of updates) record.apply(update);
  return record;
}
