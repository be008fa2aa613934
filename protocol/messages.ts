import type { InferOutput } from 'valibot';
import type { Patch } from './patches';
import type * as schema from './schema/messages';

export { PROTOCOL_VERSION } from './version';

export type DocumentInfo = InferOutput<typeof schema.documentInfo>;

/** An error of our own code, caught before it could reach the page. */
export type OwnError = InferOutput<typeof schema.ownError>;

/**
 * The one message from a document to a panel. The first after `observe` or `resync` is full. Later ones
 * carry whole connections and transceivers, but only those that changed since the last, and only the
 * sample of those that just kept sending. schema/messages.ts describes each member.
 */
export type Update = InferOutput<typeof schema.update>;

/** An update as the hook sends it; the bridge adds what it can read itself. */
export type HookUpdate = Omit<Update, 'doc' | 'jsHeapBytes' | 'patchSince'>;

/** Answer to the `global` command. */
export type GlobalStored = InferOutput<typeof schema.globalStored>;

export type FromDocument = Update | GlobalStored;

/** Commands from the panel to the hook of one document. */
export type Command =
  | { type: 'observe'; intervalMs: number; paused: boolean }
  | { type: 'patch'; patch: Patch }
  /** The button "Downscale N idle encoders now". */
  | { type: 'downscale' }
  | { type: 'resync' }
  | { type: 'global'; transceiver: number };

/** runtime.sendMessage from a bridge: "connect to me". The panel answers with tabs.connect and the documentId. */
export interface Announcement {
  type: 'transceiver-inspector:announce';
  v: number;
  /** The document started under a patch of its predecessor, which a panel has to confirm. */
  provisionalPatch: Patch;
  /** Back from the bfcache: any port that the panel still has to this document is dead. */
  back: boolean;
}

/** tabs.sendMessage from a panel that opens or switches: every frame with a connection announces itself. */
export interface AnnounceRequest {
  type: 'transceiver-inspector:ask';
  /** Also frames that never created a connection (while a patch is on). */
  dormantToo: boolean;
}

/** Answer to AnnounceRequest, by the first frame: proof that content scripts run in this tab. */
export interface AnnounceReply {
  type: 'transceiver-inspector:here';
  /** They came into a page that was there already (Firefox): nothing of it is seen until it is reloaded. */
  late: boolean;
}

/** runtime.Port name of a panel's connection to one document. */
export const PORT_NAME = 'transceiver-inspector';
