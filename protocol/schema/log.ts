import * as v from 'valibot';
import { LIMITS } from '../limits';
import { count, finite, list, long, oneOf, orNull, short, type whole } from './parts';
import { direction, kind, patch, phase, sourceType } from './state';

/** The entries of the hook's log. Their types are in ../log.ts. */

const entryBase = {
  /** Position in the document's log, from 0. A gap means dropped entries. */
  n: count,
  at: finite,
  connection: orNull(count),
  transceiver: orNull(count),
};

export const callEntry = v.object({
  ...entryBase,
  type: v.literal('call'),
  /** The standard's own name: `addTransceiver`, `direction =`, `replaceTrack`, … */
  name: short,
  /** A short, bounded rendering of the arguments. */
  args: long,
  stack: orNull(count),
  /** Name and message of the exception that the native call threw synchronously. */
  error: orNull(long),
});

/** @param n numbers that such an entry may have */
export function stateEntry(n: ReturnType<typeof whole>) {
  return v.object({
    ...entryBase,
    n,
    type: v.literal('state'),
    kind,
    direction,
    currentDirection: orNull(direction),
    phase,
    /** What the sender's track shows; null without a track. */
    source: orNull(sourceType),
    /** The track that it sends or sent last, as its number in the document; null without one, absent if unknown. */
    track: v.optional(orNull(count)),
    /** Why this entry exists. `published`: a send start. `unpublished`: it became idle. */
    why: oneOf('made', 'published', 'unpublished', 'changed', 'stopped', 'removed'),
  });
}

export const connectionEntry = v.object({
  ...entryBase,
  type: v.literal('connection'),
  name: oneOf('made', 'signalingState', 'connectionState', 'iceConnectionState', 'datachannel', 'closed', 'collected'),
  value: short,
});

export const negotiatedEntry = v.object({
  ...entryBase,
  type: v.literal('negotiated'),
  /** Null if unknown: other programs' files have only the time at which they logged it. */
  ms: orNull(finite),
  transceivers: count,
  /** Measured only while a panel is open; null otherwise. */
  mLines: orNull(count),
  sdpBytes: orNull(count),
});

export const patchEntry = v.object({
  ...entryBase,
  type: v.literal('patch'),
  patch,
  /** `switched`: the switch itself. `conflict`: the old owner acted on a handed-over sender. */
  outcome: oneOf('switched', 'reused', 'stopped', 'downscaled', 'restored', 'refused', 'passed', 'conflict', 'failed'),
  /** A code from protocol/reasons.ts. */
  reason: short,
  /** For a refusal with several candidates: the reason code of each transceiver. */
  candidates: list(v.object({ transceiver: count, reason: short }), LIMITS.candidates),
  stack: orNull(count),
});

export const logEntry = v.variant('type', [callEntry, stateEntry(count), connectionEntry, negotiatedEntry, patchEntry]);
