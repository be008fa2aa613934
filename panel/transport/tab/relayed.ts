import { type FromRelay, relayPortName, type ToRelay } from '../../../protocol/relay';
import type { Answer, FramePortHandlers, Tab } from './tab';

/** Firefox stops the event page after 30 s without an event, although ports are open; a message is an event. */
const ALIVE_MS = 10_000;
/** How long after the event page was stopped it is started again, in ms: what its end brings about comes first. */
const RESTART_MS = 50;

/**
 * The tab by way of the extension's event page (extension/background.ts), which has the APIs that a panel
 * lacks in Firefox. A stopped event page is started again by the port to it; the frames' ports are then new.
 */
export function relayedTab(id: number): Tab {
  const frames = new Map<number, FramePortHandlers>();
  const answers = new Map<number, (answer: Answer | null) => void>();
  const listeners = new Set<Parameters<Tab['listen']>[0]>();
  let restarted = () => {};
  let last = 0;
  let relay: chrome.runtime.Port | null = null;

  function open(): chrome.runtime.Port {
    const opened = chrome.runtime.connect({ name: relayPortName(id) });
    opened.onMessage.addListener(handle);
    opened.onDisconnect.addListener(() => {
      if (relay !== opened) return;
      relay = null;
      for (const key of [...frames.keys()]) disconnected(key);
      for (const each of [...answers.keys()]) answered(each, null);
      setTimeout(restarted, RESTART_MS);
    });
    return opened;
  }

  function handle(message: FromRelay): void {
    if (message.type === 'said') for (const each of listeners) each(message.message, message.sender);
    else if (message.type === 'answered') answered(message.id, message.answer);
    else if (message.type === 'message') frames.get(message.key)?.onMessage(message.message);
    else if (message.type === 'disconnected') disconnected(message.key);
  }

  function answered(each: number, answer: Answer | null): void {
    answers.get(each)?.(answer);
    answers.delete(each);
  }

  function disconnected(key: number): void {
    const frame = frames.get(key);
    frames.delete(key);
    frame?.onDisconnect();
  }

  /** @returns false where the extension is gone */
  function say(order: ToRelay): boolean {
    try {
      relay ??= open();
      relay.postMessage(order);
      return true;
    } catch {
      return false;
    }
  }

  const timer = setInterval(() => say({ type: 'alive' }), ALIVE_MS);

  return {
    id,
    send(message, frame = {}) {
      const mine = ++last;
      return new Promise((resolve) => {
        answers.set(mine, resolve);
        if (!say({ type: 'send', id: mine, message, frame })) answered(mine, null);
      });
    },
    connect(address, handlers) {
      const key = ++last;
      frames.set(key, handlers);
      if (!say({ type: 'connect', key, address })) disconnected(key);
      return {
        postMessage(command) {
          if (!frames.has(key) || !say({ type: 'post', key, command })) throw new Error('The port is closed');
        },
        disconnect() {
          if (frames.delete(key)) say({ type: 'disconnect', key });
        },
      };
    },
    listen(onMessage) {
      listeners.add(onMessage);
      return () => listeners.delete(onMessage);
    },
    // Panels have no `tabs` there.
    whenLoaded: () => () => {},
    setBadge: (badge) => void say({ type: 'badge', badge }),
    whenRestarted(callback) {
      restarted = callback;
    },
    crashed: null,
    viewSource: (url, line) => void say({ type: 'view-source', url, line }),
    close() {
      clearInterval(timer);
      relay?.disconnect();
      relay = null;
    },
  };
}
