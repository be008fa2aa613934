import type { Command } from '../../../protocol/messages';
import type { Badge, FrameAddress, RelayedSender } from '../../../protocol/relay';

/** A port to the content script of one document. */
export interface FramePort {
  /** @throws where the port is closed */
  postMessage(command: Command): void;
  disconnect(): void;
}

export interface FramePortHandlers {
  onMessage(message: unknown): void;
  /** It closed by itself. */
  onDisconnect(): void;
}

/** `value` is undefined where a content script listens that has no answer to such a message. */
export interface Answer {
  value: unknown;
}

/** The inspected tab, as far as the browser's extension APIs reach it. */
export interface Tab {
  id: number;
  /** Sends to all frames, or to one. @returns the first content script's answer; null where no one listens */
  send(message: object, frame?: { frameId?: number }): Promise<Answer | null>;
  connect(address: FrameAddress, handlers: FramePortHandlers): FramePort;
  /** Calls back with each message of a content script of the tab. @returns what ends that */
  listen(onMessage: (message: unknown, sender: RelayedSender) => void): () => void;
  /** Calls back when the tab has finished loading, also a page that DevTools tells extensions nothing of. @returns what ends that */
  whenLoaded(callback: () => void): () => void;
  setBadge(badge: Badge): void;
  /** Calls back when all ports have closed because what stands between was stopped, and has started again. */
  whenRestarted(callback: () => void): void;
  /** Whether the page has no process any more; null where the browser never tells. */
  crashed: (() => Promise<boolean>) | null;
  /** Opens a tab with a script's text; null where DevTools opens it. */
  viewSource: ((url: string, line: number) => void) | null;
  close(): void;
}
