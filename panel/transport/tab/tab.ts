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

/** The inspected tab, as far as the browser's extension APIs reach it. */
export interface Tab {
  id: number;
  /** Sends to all frames, or to one. @returns whether a content script answered */
  send(message: object, frame?: { frameId?: number }): Promise<boolean>;
  connect(address: FrameAddress, handlers: FramePortHandlers): FramePort;
  /** Calls back with each message of a content script of the tab. @returns what ends that */
  listen(onMessage: (message: unknown, sender: RelayedSender) => void): () => void;
  setBadge(badge: Badge): void;
  /** Calls back when all ports have closed because what stands between was stopped, and has started again. */
  whenRestarted(callback: () => void): void;
  /** Whether the page has no process any more; null where the browser never tells. */
  crashed: (() => Promise<boolean>) | null;
  close(): void;
}
