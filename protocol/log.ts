import type { Direction, Kind, Patch, Phase, SourceType } from './state';

/**
 * The hook's bounded log: what the page did (call), what became of it (state, negotiated, …) and
 * what a patch did (patch). Written at call time, from document_start on, so that it is there
 * when DevTools is opened late. Replaying it gives every count over time.
 */
interface EntryBase {
  /** Position in the document's log, counting from 0; a gap is an entry that no longer fitted. */
  n: number;
  at: number;
  connection: number | null;
  transceiver: number | null;
}

/** A call of the page, logged before it ran. */
export interface CallEntry extends EntryBase {
  type: 'call';
  /** The standard's own name: `addTransceiver`, `direction =`, `replaceTrack`, … */
  name: string;
  /** A short, bounded rendering of the arguments. */
  args: string;
  stack: number | null;
  /** Name and message of the exception that the native call threw synchronously. */
  error: string | null;
}

/** A transceiver was made, changed direction or phase, or left getTransceivers(). */
export interface StateEntry extends EntryBase {
  type: 'state';
  kind: Kind;
  direction: Direction;
  currentDirection: Direction | null;
  phase: Phase;
  /** What the sender's track shows; null without a track. */
  source: SourceType | null;
  /** Which track it sends or sent last, numbered in the document; null without one, absent where not known. */
  track?: number | null;
  /** Why this entry exists. `published`: a send start. `unpublished`: it turned idle. */
  why: 'made' | 'published' | 'unpublished' | 'changed' | 'stopped' | 'removed';
}

/** signalingState, connectionState or iceConnectionState changed; closed; collected. */
export interface ConnectionEntry extends EntryBase {
  type: 'connection';
  name: 'made' | 'signalingState' | 'connectionState' | 'iceConnectionState' | 'datachannel' | 'closed' | 'collected';
  value: string;
}

/** Back in `stable` after an offer: one negotiation, its duration in ms. */
export interface NegotiatedEntry extends EntryBase {
  type: 'negotiated';
  /** Null where it is not known: files of others tell only when they logged it. */
  ms: number | null;
  transceivers: number;
  /** Measured only while a panel looks; null otherwise. */
  mLines: number | null;
  sdpBytes: number | null;
}

/** What a patch did with one call, and why. */
export interface PatchEntry extends EntryBase {
  type: 'patch';
  patch: Patch;
  /** `switched`: the switch itself. `conflict`: the old owner acted on a handed-over sender. */
  outcome: 'switched' | 'reused' | 'stopped' | 'downscaled' | 'restored' | 'refused' | 'passed' | 'conflict' | 'failed';
  /** A code from protocol/reasons.ts. */
  reason: string;
  /** For a refusal with several candidates: reason code per transceiver id. */
  candidates: { transceiver: number; reason: string }[];
  stack: number | null;
}

export type LogEntry = CallEntry | StateEntry | ConnectionEntry | NegotiatedEntry | PatchEntry;
