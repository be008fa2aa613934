import browser, { type Runtime } from 'webextension-polyfill';
import { setBadge } from './icon';
import type { Tab } from './tab';

/** The tab by the APIs that a panel has in Chrome: no service worker stands between. */
export function directTab(id: number): Tab {
  return {
    id,
    send: (message, frame = {}) =>
      browser.tabs.sendMessage(id, message, frame).then(
        (value) => ({ value }),
        () => null,
      ),
    connect(address, { onMessage, onDisconnect }) {
      const port = browser.tabs.connect(id, address);
      port.onMessage.addListener(onMessage);
      port.onDisconnect.addListener(() => {
        // Read, or the browser logs an error for every document that leaves.
        void chrome.runtime.lastError;
        onDisconnect();
      });
      return port;
    },
    listen(handle) {
      const onMessage = (message: unknown, sender: Runtime.MessageSender): undefined => {
        if (sender.id !== browser.runtime.id || sender.tab?.id !== id) return;
        handle(message, { ...sender, tab: { id } });
      };
      browser.runtime.onMessage.addListener(onMessage as never);
      return () => browser.runtime.onMessage.removeListener(onMessage as never);
    },
    whenLoaded(callback) {
      const onUpdated = (updated: number, { status }: { status?: string }) => {
        if (updated === id && status === 'complete') callback();
      };
      browser.tabs.onUpdated.addListener(onUpdated);
      return () => browser.tabs.onUpdated.removeListener(onUpdated);
    },
    setBadge: (badge) => setBadge(id, badge),
    whenRestarted() {},
    /** Chrome calls a tab without a process "unloaded", as it calls a discarded one; it asks for no permission. */
    async crashed() {
      const tab = await browser.tabs.get(id).catch(() => null);
      return tab?.status === 'unloaded' && !tab.discarded;
    },
    viewSource: null,
    close() {},
  };
}
