import { NO_BADGE, setBadge } from '../panel/transport/tab/icon';
import { type FromRelay, type RelayedSender, type ToRelay, tabOfPort } from '../protocol/relay';

/**
 * Firefox's event page: passes messages between the panels and the frames of the tabs that they inspect.
 * It keeps nothing but their ports. When Firefox has stopped it, the panel's next connect() starts it.
 */
const panels = new Set<{ tabId: number; say(message: FromRelay): void }>();

chrome.runtime.onMessage.addListener((message: unknown, { id, frameId, documentId, url, tab }) => {
  if (id !== chrome.runtime.id || tab?.id === undefined) return;
  const sender: RelayedSender = { id, frameId, documentId, url, tab: { id: tab.id } };
  for (const { tabId, say } of panels) if (tabId === tab.id) say({ type: 'said', message, sender });
});

chrome.runtime.onConnect.addListener((port) => {
  const tabId = tabOfPort(port.name);
  // A content script could connect, too.
  const ours = port.sender?.id === chrome.runtime.id && port.sender.url?.startsWith(chrome.runtime.getURL(''));
  if (tabId === null || !ours) return port.disconnect();
  const frames = new Map<number, chrome.runtime.Port>();
  const panel = {
    tabId,
    say(message: FromRelay): void {
      // Not to a panel that closed meanwhile.
      if (panels.has(panel)) port.postMessage(message);
    },
  };
  panels.add(panel);

  function connect({ key, address }: ToRelay & { type: 'connect' }): void {
    const frame = chrome.tabs.connect(tabId!, address);
    frames.set(key, frame);
    frame.onMessage.addListener((message) => panel.say({ type: 'message', key, message }));
    frame.onDisconnect.addListener(() => {
      if (frames.delete(key)) panel.say({ type: 'disconnected', key });
    });
  }

  function disconnect(key: number): void {
    const frame = frames.get(key);
    frames.delete(key);
    frame?.disconnect();
  }

  port.onMessage.addListener((order: ToRelay) => {
    if (order.type === 'send') {
      const { id, message, frame } = order;
      chrome.tabs.sendMessage(tabId, message, frame).then(
        (value) => panel.say({ type: 'answered', id, answer: { value } }),
        () => panel.say({ type: 'answered', id, answer: null }),
      );
    } else if (order.type === 'connect') connect(order);
    else if (order.type === 'post') frames.get(order.key)?.postMessage(order.command);
    else if (order.type === 'disconnect') disconnect(order.key);
    else if (order.type === 'badge') setBadge(tabId, order.badge);
    else if (order.type === 'view-source') viewSource(order.url, order.line);
  });
  port.onDisconnect.addListener(() => {
    panels.delete(panel);
    for (const key of [...frames.keys()]) disconnect(key);
    // The panel can't say any more that it closes.
    setBadge(tabId, NO_BADGE);
  });
});

/** In a tab of its own. The address is a page's word: only what a browser may fetch anyway is shown. */
function viewSource(url: string, line: number): void {
  if (/^https?:/.test(url)) chrome.tabs.create({ url: `view-source:${url}#line${line}` }).catch(() => {});
}
