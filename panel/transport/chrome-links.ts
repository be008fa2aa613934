import { type Announcement, type Command, PORT_NAME } from '../../protocol/messages';
import type { RelayedSender } from '../../protocol/relay';
import { PATCHES } from '../../protocol/state';
import type { FramePort, Tab } from './tab/tab';
import type { DocumentLink, TransportHandlers } from './transport';

interface Connected {
  link: DocumentLink;
  port: FramePort;
}

export const TOP = 0;

/**
 * One port to each document of the tab that announced itself.
 * @param onLeft a document's port closed by itself
 */
export function createChromeLinks(tab: Tab, handlers: TransportHandlers, onLeft: (link: DocumentLink) => void) {
  const connected = new Map<string, Connected>();

  function connect(sender: RelayedSender, announcement: Announcement): void {
    const key = sender.documentId ?? `frame-${sender.frameId}`;
    // Every panel's asking makes every frame announce itself again.
    if (connected.has(key) && !announcement.back) return;
    close(key);
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
    const address = { name: PORT_NAME, frameId: sender.frameId, documentId: sender.documentId };
    const port = tab.connect(address, {
      onMessage: (message) => handlers.onMessage(link, message),
      onDisconnect() {
        if (connected.get(key)?.link !== link) return;
        close(key);
        onLeft(link);
      },
    });
    connected.set(key, { link, port });
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
