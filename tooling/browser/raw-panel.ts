import { expect, type Page } from '@playwright/test';
import type { LogEntry } from '../../protocol/log';
import type { Command, GlobalStored, Update } from '../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, TransceiverState } from '../../protocol/state';
import { withReasonCodes } from '../../protocol/validate';
import { extensionIdOf } from './browser';

/** What a panel knows of one document, put together from its updates and nothing else. */
export interface RawDocument {
  url: string;
  open: boolean;
  provisionalPatch: string;
  updates: number;
  /** Of all updates so far, as a port carries them: JSON, UTF-8. */
  bytes: number;
  last: Update;
  connections: ConnectionState[];
  transceivers: TransceiverState[];
  captures: CaptureState[];
  captureTallies: CaptureTally[];
  log: LogEntry[];
  stacks: Record<number, string>;
  answers: GlobalStored[];
}

/** A panel without views: the protocol itself, for tests of the hook and the bridge. */
export interface RawPanel {
  /** The documents so far, the newest last. */
  documents(): Promise<RawDocument[]>;
  /** The one document of a page at this path, once its first update is there. */
  document(path: string): Promise<RawDocument>;
  send(command: Command): Promise<void>;
  /** Closes the panel as DevTools would: every port drops. */
  close(): Promise<void>;
}

/** Runs in an extension page, so it must be self-contained. */
async function attachInside(options: { url: string; commands: Command[] }): Promise<void> {
  const tabs = await chrome.tabs.query({});
  const docs = new Map<string, any>();
  const ports = new Set<chrome.runtime.Port>();
  const state = window as any;
  state.docs = docs;
  state.commands = options.commands;
  state.send = (command: any) => {
    // Later documents get it as well, as from the panel's store.
    state.commands = [...state.commands.filter((each: any) => each.type !== command.type), command];
    for (const port of ports) port.postMessage(command);
  };
  const merge = (doc: any, m: any) => {
    if (m.type === 'global') return void doc.answers.push(m);
    doc.last = m;
    doc.updates++;
    if (m.full)
      Object.assign(doc, { connections: {}, transceivers: {}, captures: [], captureTallies: [], log: [], stacks: {} });
    if (m.captures) doc.captures = m.captures;
    if (m.captureTallies) doc.captureTallies = m.captureTallies;
    for (const each of m.connections) doc.connections[each.id] = each;
    for (const each of m.transceivers) doc.transceivers[each.id] = each;
    for (const [id, stats] of m.samples) doc.transceivers[id] = { ...doc.transceivers[id], stats };
    doc.log.push(...m.log);
    for (const [index, text] of m.stacks) doc.stacks[index] = text;
  };
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (message?.type !== 'transceiver-inspector:announce' || sender.tab?.id !== state.tabId) return;
    const key = sender.documentId!;
    if (docs.get(key)?.open && !message.back) return;
    const port = chrome.tabs.connect(state.tabId, { name: 'transceiver-inspector', documentId: key });
    ports.add(port);
    const known = docs.get(key);
    const doc = known ?? { updates: 0, bytes: 0, connections: {}, transceivers: {}, log: [], stacks: {}, answers: [] };
    Object.assign(doc, { url: sender.url, open: true, provisionalPatch: message.provisionalPatch });
    docs.set(key, doc);
    port.onMessage.addListener((m) => {
      doc.bytes += new TextEncoder().encode(JSON.stringify(m)).length;
      merge(doc, m);
    });
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      ports.delete(port);
      doc.open = false;
    });
    for (const command of state.commands) port.postMessage(command);
  });
  // Without the tabs permission a tab has no address: ask each who it is by its title.
  for (const tab of tabs) {
    if (tab.active && tab.id !== undefined) state.tabId ??= tab.id;
  }
}

/**
 * Attaches to the page's tab. `commands` go to each of its documents on connecting; by default they
 * observe twice a second.
 */
export async function attachRawPanel(
  page: Page,
  commands: Command[] = [{ type: 'observe', intervalMs: 500, paused: false }],
  extensionId = extensionIdOf(page.context()),
): Promise<RawPanel> {
  const context = page.context();
  const host = await context.newPage();
  await host.goto(`chrome-extension://${extensionId}/extension/popup.html`);
  await page.bringToFront();
  await host.evaluate(attachInside, { url: page.url(), commands });
  const dormantToo = commands.some((each) => each.type === 'patch' && each.patch !== 'none');
  await host.evaluate((ask) => chrome.tabs.sendMessage((window as any).tabId, ask).catch(() => {}), {
    type: 'transceiver-inspector:ask',
    dormantToo,
  });
  /** Only those at a path, where one is given: a test that visits many pages need not carry them all each time. */
  const documents = async (path?: string) => {
    const found = (await host.evaluate(
      (only) =>
        [...(window as any).docs.values()]
          .filter((each: any) => !only || (each.open && each.last && new URL(each.url).pathname === only))
          .slice(only ? -1 : 0)
          .map((each: any) => ({
            ...each,
            connections: Object.values(each.connections),
            transceivers: Object.values(each.transceivers),
          })),
      path,
    )) as RawDocument[];
    return found.map(withReasonCodes);
  };
  return {
    documents: () => documents(),
    async document(path) {
      let found: RawDocument | undefined;
      await expect(async () => {
        [found] = await documents(path);
        expect(found).toBeDefined();
      }).toPass({ timeout: 10_000 });
      return found!;
    },
    send: (command) => host.evaluate((c) => (window as any).send(c), command as any),
    close: () => host.close(),
  };
}
