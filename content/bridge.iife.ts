import type { Command, FromDocument, HookUpdate, Update } from '../protocol/messages';
import { PORT_NAME } from '../protocol/messages';
import type { Patch } from '../protocol/patches';
import { announce, onActivated, onAsk } from './bridge/announce';
import { documentInfo, heapBytes } from './bridge/document';
import { linkToHook } from './bridge/link';
import { orphaned } from './bridge/orphan';
import { isKept, keepForNextDocument, removeUnread, takeFromLastDocument } from './bridge/patch-keeper';
import { warnOfPatch } from './bridge/warning';
import { keepListening, stopKeeping } from './bridge/written-document';

/**
 * The bridge: runs in the extension's own world in every frame and passes messages between the hook
 * and the panels. Silent until the page creates its first connection, captures a device, or a panel asks.
 */
const CONFIRM_MS = 3000;
const ports = new Set<chrome.runtime.Port>();
const provisional = takeFromLastDocument();
let patch: Patch = 'none';
/** When the present patch was switched on. */
let since = 0;
let created = false;
/** The document is on its way out, or in the bfcache, where its panel may close without a word. */
let left = false;

const post = linkToHook(provisional, isWatched, (message) => {
  if (message.type === 'created') {
    created = true;
    if (ports.size === 0) announce(provisional);
    return;
  }
  const whole = message.type === 'update' ? complete(message) : message;
  for (const port of ports) send(port, whole);
});

onAsk((dormantToo) => {
  listen();
  if (created || dormantToo) announce(provisional);
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== PORT_NAME) return;
  ports.add(port);
  listen();
  keepListening(listen);
  port.onMessage.addListener((command: Command) => {
    if (command.type === 'patch') setPatch(command.patch);
    post(command);
  });
  port.onDisconnect.addListener(() => {
    // Unless lastError is read, Chrome logs an error for each port that the bfcache or a reload closed.
    void chrome.runtime.lastError;
    drop(port);
  });
});

listen();
if (provisional !== 'none') {
  setPatch(provisional);
  keepListening(listen);
  announce(provisional);
  setTimeout(() => {
    if (ports.size > 0) return;
    patch = 'none';
    stopKeeping();
    post({ type: 'unconfirmed' });
  }, CONFIRM_MS);
}

/** Puts the listeners in place that document.open() erases; where they are, nothing happens. */
function listen(): void {
  addEventListener('pagehide', onPageHide, true);
  addEventListener('pageshow', onPageShow, true);
  if (ports.size > 0) addEventListener('storage', onStorage);
  onActivated(removeUnread);
}

/** Adds what need not be read in the page's world, where every byte is run before the page. */
function complete(update: HookUpdate): Update {
  const patchSince = update.patch === 'none' ? null : since;
  return { doc: documentInfo(), jsHeapBytes: heapBytes(), patchSince, ...update };
}

function setPatch(to: Patch): void {
  if (patch !== to) since = Date.now();
  patch = to;
  warnOfPatch(to);
}

/** Whether a panel looks, or is about to after a reload: what a patch may act for. */
function isWatched(): boolean {
  return (ports.size > 0 || patch !== 'none') && !left && !orphaned();
}

function onPageHide({ isTrusted }: Event): void {
  if (!isTrusted) return;
  if (ports.size > 0 && isWatched()) keepForNextDocument(patch);
  left = true;
}

function onPageShow({ isTrusted, persisted }: PageTransitionEvent): void {
  if (!isTrusted) return;
  left = false;
  if (!persisted) return;
  // Back from the bfcache: the old port is dead without an onDisconnect having been seen.
  removeUnread();
  if (orphaned()) return;
  for (const port of ports) drop(port);
  if (created) announce('none', true);
}

/** A port is gone. Without any panel nobody sees the patch, so it ends. */
function drop(port: chrome.runtime.Port): void {
  ports.delete(port);
  if (ports.size > 0) return;
  stopKeeping();
  removeEventListener('storage', onStorage);
  patch = 'none';
  post({ type: 'unobserved' });
}

/** A frame of this origin that goes leaves the patch for its next document; it may have none. */
function onStorage(event: StorageEvent): void {
  if (isKept(event)) removeUnread();
}

function send(port: chrome.runtime.Port, message: FromDocument): void {
  try {
    port.postMessage(message);
  } catch {
    drop(port);
  }
}
