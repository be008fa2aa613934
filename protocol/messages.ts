import type { LogEntry } from './log';
import type { CaptureState, CaptureTally, ConnectionState, Patch, StatsSample, TransceiverState } from './state';

/** Raised on every incompatible change of the shapes below. */
export const PROTOCOL_VERSION = 1;

export interface DocumentInfo {
  /** Random, new for every document; a bfcache return keeps it. */
  id: string;
  url: string;
  top: boolean;
  /** performance.timeOrigin, epoch ms. */
  startedAt: number;
}

/** An error of ours, caught before it could reach the page. */
export interface OwnError {
  at: number;
  where: string;
  message: string;
  count: number;
}

/**
 * The one message from a document to a panel. The first after `observe` or `resync` is full; later
 * ones carry whole connections and transceivers, but only those that changed since the last, and of
 * those that only went on sending no more than the sample.
 */
export interface Update {
  type: 'update';
  v: number;
  /** Counts up by one; a gap makes the panel ask for a resync. */
  seq: number;
  full: boolean;
  at: number;
  doc: DocumentInfo;
  patch: Patch;
  /** When the patch in force began in this document; null with `none`. */
  patchSince: number | null;
  connections: ConnectionState[];
  transceivers: TransceiverState[];
  /** New samples of transceivers, by id, of which nothing else changed; a document of before has none. */
  samples: [number, StatsSample][];
  /** All that are live, where that changed. */
  captures?: CaptureState[];
  /** All causes of captures, where that changed. */
  captureTallies?: CaptureTally[];
  log: LogEntry[];
  /** Stacks not sent before: [index, V8 stack text]. */
  stacks: [number, string][];
  errors: OwnError[];
  /** performance.memory.usedJSHeapSize in bytes; null where the browser has none. */
  jsHeapBytes: number | null;
}

/** An update as the hook sends it; the bridge adds what it can read itself. */
export type HookUpdate = Omit<Update, 'doc' | 'jsHeapBytes' | 'patchSince'>;

/** Answer to the `global` command. */
export interface GlobalStored {
  type: 'global';
  transceiver: number;
  /** The name on window, for example `temp1`; null where the transceiver is gone. */
  name: string | null;
}

export type FromDocument = Update | GlobalStored;

/** Commands from the panel, down to the hook of one document. */
export type Command =
  | { type: 'observe'; intervalMs: number; paused: boolean }
  | { type: 'patch'; patch: Patch }
  /** The button "Downscale N idle encoders now". */
  | { type: 'downscale' }
  | { type: 'resync' }
  | { type: 'global'; transceiver: number };

/** runtime.sendMessage from a bridge: "connect to me". Rebuilt by tabs.connect with documentId. */
export interface Announcement {
  type: 'transceiver-inspector:announce';
  v: number;
  /** The document started under a patch that its predecessor left; to be confirmed. */
  provisionalPatch: Patch;
  /** Back from the bfcache: a port that the panel still has to this document is dead. */
  back: boolean;
}

/** tabs.sendMessage from a panel that opens or switches: every frame with a connection announces. */
export interface AnnounceRequest {
  type: 'transceiver-inspector:ask';
  /** Also frames that never made a connection (while a patch is on). */
  dormantToo: boolean;
}

/** Answer to Ask, by the first frame: proof that content scripts run in this tab. */
export interface AnnounceReply {
  type: 'transceiver-inspector:here';
}

/** runtime.Port name of a panel's connection to one document. */
export const PORT_NAME = 'transceiver-inspector';
