/**
 * What the hook reports about a page: plain, structured-cloneable data. The types are inferred from
 * the schemas in schema/state.ts, which describe each member. Only types are imported here, because
 * the hook imports this file.
 */
import type { InferOutput } from 'valibot';
import type * as schema from './schema/state';

export { PATCHES, type Patch } from './patches';

export type Kind = InferOutput<typeof schema.kind>;
export type Direction = InferOutput<typeof schema.direction>;

/**
 * The phase of a transceiver's sending. `new`: never sent. `sending`: a live track and a negotiated
 * direction with send. `idle`: has sent, is not stopped, and sends nothing now. `stopped`: stopped, or
 * removed from the connection.
 */
export type Phase = InferOutput<typeof schema.phase>;

/** What a track shows, as far as the page's own calls and the track's settings tell. */
export type SourceType = InferOutput<typeof schema.sourceType>;
export type TrackSource = InferOutput<typeof schema.source>;
export type TrackState = InferOutput<typeof schema.track>;

/** One RTCRtpEncodingParameters as the page gave it (init.sendEncodings or setParameters). */
export type EncodingState = InferOutput<typeof schema.encoding>;

/** One outbound-rtp stats entry. Counters are running totals, as in the standard. */
export type LayerStats = InferOutput<typeof schema.layer>;
export type StatsSample = InferOutput<typeof schema.stats>;

/** Ended tracks that the page gave to a sender: their number, and the last such call. */
export type EndedGiven = InferOutput<typeof schema.endedGiven>;

/**
 * How many things of one cause were created and exist now, without keeping those that ended. An
 * occasion is a turn of the page's event loop that created some.
 */
export type Tally = InferOutput<typeof schema.tally>;

export type MadeBy = InferOutput<typeof schema.madeBy>;
export type TransceiverState = InferOutput<typeof schema.transceiver>;

/** A live track that the page captured (a camera, a microphone, a display) or generated (from a canvas, an element). */
export type CaptureState = InferOutput<typeof schema.capture>;

/** All captures of one cause, including ended ones. */
export type CaptureTally = InferOutput<typeof schema.captureTally>;

export type ConnectionState = InferOutput<typeof schema.connection>;
