/**
 * The hook's bounded log: what the page did (call), what followed (state, negotiated, …) and what a
 * patch did (patch). Written at call time, from document_start on, so that it exists when DevTools is
 * opened late. Replaying it gives every count over time. The types are inferred from schema/log.ts,
 * which describes each member.
 */
import type { InferOutput } from 'valibot';
import type * as schema from './schema/log';

/** A call of the page, logged before it ran. */
export type CallEntry = InferOutput<typeof schema.callEntry>;

/** A transceiver was created, changed direction or phase, or left getTransceivers(). */
export type StateEntry = InferOutput<ReturnType<typeof schema.stateEntry>>;

/** signalingState, connectionState or iceConnectionState changed; closed; collected. */
export type ConnectionEntry = InferOutput<typeof schema.connectionEntry>;

/** Back in `stable` after an offer: one negotiation, its duration in ms. */
export type NegotiatedEntry = InferOutput<typeof schema.negotiatedEntry>;

/** What a patch did with one call, and why. */
export type PatchEntry = InferOutput<typeof schema.patchEntry>;

export type LogEntry = CallEntry | StateEntry | ConnectionEntry | NegotiatedEntry | PatchEntry;
