import type { Command } from '../protocol/messages';
import { PORT_NAME } from '../protocol/messages';
import type { Patch } from '../protocol/state';
import { announce, onAsk } from './bridge/announce';
import { linkToHook } from './bridge/link';
import { orphaned, stopWatching, watchForOrphaning } from './bridge/orphan';
import { isKept, keepForNextDocument, removeUnread, takeFromLastDocument } from './bridge/patch-keeper';

/**
 * The bridge: runs in the extension's own world in every frame and passes messages between the hook
 * and the panels. Silent until the page makes its first connection or a panel asks.
 */
const CONFIRM_MS = 3000;
const ports = new Set<chrome.runtime.Port>();
const provisional = takeFromLastDocument();
let patch: Patch = provisional;
let born = false;

const post = linkToHook(provisional, (message) => {
  if (message.type === 'born') {
    born = true;
    if (ports.size === 0) announce(provisional);
    return;
  }
  for (const port of ports) send(port, message);
});

onAsk((dormantToo) => {
  if (born || dormantToo) announce(provisional);
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== PORT_NAME) return;
  ports.add(port);
  addEventListener('storage', onStorage);
  port.onMessage.addListener((command: Command) => {
    if (command.type === 'patch') patch = command.patch;
    post(command);
  });
  port.onDisconnect.addListener(() => {
    // Reading lastError tells the browser that a bfcache or reload end is expected.
    void chrome.runtime.lastError;
    drop(port);
  });
  watchForOrphaning(() => {
    for (const each of ports) drop(each);
  });
});

if (provisional !== 'none') {
  announce(provisional);
  setTimeout(() => {
    if (ports.size > 0) return;
    patch = 'none';
    post({ type: 'unconfirmed' });
  }, CONFIRM_MS);
}

const prerendering = (document as Document & { prerendering?: boolean }).prerendering;
if (prerendering) document.addEventListener('prerenderingchange', removeUnread, { once: true });

addEventListener('pagehide', () => keepForNextDocument(ports.size > 0 ? patch : 'none'), { capture: true });
addEventListener('pageshow', (event) => {
  // Back from the bfcache: the old port is dead without an onDisconnect having been seen.
  if (!event.persisted) return;
  removeUnread();
  if (orphaned()) return;
  for (const port of ports) drop(port);
  if (born) announce('none', true);
});

/** A port is gone. Without any panel nobody sees the patch, so it ends. */
function drop(port: chrome.runtime.Port): void {
  ports.delete(port);
  if (ports.size > 0) return;
  stopWatching();
  removeEventListener('storage', onStorage);
  patch = 'none';
  post({ type: 'unobserved' });
}

/** A frame of this origin that goes leaves the patch for its next document; it may have none. */
function onStorage(event: StorageEvent): void {
  if (isKept(event)) removeUnread();
}

function send(port: chrome.runtime.Port, message: unknown): void {
  try {
    port.postMessage(message);
  } catch {
    drop(port);
  }
}
