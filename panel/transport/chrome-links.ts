import browser, { type Runtime } from 'webextension-polyfill';
import { type Announcement, type Command, PORT_NAME } from '../../protocol/messages';
import { PATCHES } from '../../protocol/state';
import type { DocumentLink, TransportHandlers } from './transport';

interface Connected {
  link: DocumentLink;
  port: Runtime.Port;
}

export const TOP = 0;

/**
 * One port to each document of the tab that announced itself.
 * @param onLeft a document's port closed by itself
 */
export function createChromeLinks(tabId: number, handlers: TransportHandlers, onLeft: (link: DocumentLink) => void) {
  const connected = new Map<string, Connected>();

  function connect(sender: Runtime.MessageSender, announcement: Announcement): void {
    const key = (sender as { documentId?: string }).documentId ?? `frame-${sender.frameId}`;
    // Every panel's asking makes every frame announce itself again.
    if (connected.has(key) && !announcement.back) return;
    close(key);
    const info = { name: PORT_NAME, frameId: sender.frameId, documentId: key };
    const port = browser.tabs.connect(tabId, info);
    const link: DocumentLink = {
      key,
      frameId: sender.frameId ?? TOP,
      url: sender.url ?? '',
      provisionalPatch: PATCHES.find((each) => each === announcement.provisionalPatch) ?? 'none',
      send: (command: Command) => {
        try {
          port.postMessage(command);
        } catch {
          close(key);
        }
      },
    };
    connected.set(key, { link, port });
    port.onMessage.addListener((message) => handlers.onMessage(link, message));
    port.onDisconnect.addListener(() => {
      // Read, or the browser logs an error for every document that leaves.
      void chrome.runtime.lastError;
      if (connected.get(key)?.port !== port) return;
      close(key);
      onLeft(link);
    });
    if (sender.frameId === TOP) handlers.onAccess('ok', null);
    handlers.onOpen(link);
  }

  function close(key: string): void {
    const known = connected.get(key);
    if (!known) return;
    connected.delete(key);
    known.port.disconnect();
    handlers.onClose(known.link);
  }

  return {
    connect,
    list: () => [...connected.values()].map(({ link }) => link),
    closeAll(): void {
      for (const key of [...connected.keys()]) close(key);
    },
  };
}
