import type { Command } from './messages';

/**
 * What passes between a panel in Firefox and the extension's event page, which stands between it and the
 * frames: the panel has no `tabs` and no `action` there, and gets no message of content scripts.
 */
export const RELAY_PORT = 'transceiver-inspector-panel';

/** Name of the port of a panel that inspects this tab. */
export const relayPortName = (tabId: number) => `${RELAY_PORT}:${tabId}`;

/** The inspected tab of a panel's port; null where it is no such port. */
export function tabOfPort(name: string): number | null {
  const [relay, tab] = name.split(':');
  return relay === RELAY_PORT && /^\d{1,10}$/.test(tab ?? '') ? Number(tab) : null;
}

/** The part of runtime.MessageSender that is passed on. */
export interface RelayedSender {
  id?: string;
  frameId?: number;
  documentId?: string;
  url?: string;
  tab: { id: number };
}

/** Where tabs.connect() leads. */
export interface FrameAddress {
  name: string;
  frameId?: number;
  documentId?: string;
}

/** What the toolbar icon shows for a tab. */
export interface Badge {
  text: string;
  color: string;
  title: string;
}

export type ToRelay =
  | { type: 'send'; id: number; message: object; frame: { frameId?: number } }
  | { type: 'connect'; key: number; address: FrameAddress }
  | { type: 'post'; key: number; command: Command }
  | { type: 'disconnect'; key: number }
  | { type: 'badge'; badge: Badge }
  | { type: 'view-source'; url: string; line: number }
  /** Firefox stops an event page after 30 s without an event, although ports to it are open. */
  | { type: 'alive' };

export type FromRelay =
  /** A content script of the tab said something. */
  | { type: 'said'; message: unknown; sender: RelayedSender }
  /** `answer` is null where no content script listens. */
  | { type: 'answered'; id: number; answer: { value: unknown } | null }
  | { type: 'message'; key: number; message: unknown }
  | { type: 'disconnected'; key: number };
