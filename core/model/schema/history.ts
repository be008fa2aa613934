import * as v from 'valibot';
import { LIMITS } from '../../../protocol/limits';
import { stateEntry } from '../../../protocol/schema/log';
import { amount, count, finite, flag, list, oneOf, orNull, short, text, whole } from '../../../protocol/schema/parts';
import { kind, sourceType } from '../../../protocol/schema/state';
import { BOUNDS } from './bounds';

export const mark = v.object({
  at: finite,
  type: oneOf('publish', 'unpublish', 'patch', 'downscaled', 'document', 'closed'),
  connection: orNull(count),
  // A whole URL, with a word before it.
  text: text(LIMITS.longText + LIMITS.shortText),
});

/** Number -1: taken from a snapshot; -2: its connection or page ended. */
const step = stateEntry(whole(-2));

export const settled = v.object({
  /** ms after the send start. */
  afterMs: amount,
  width: orNull(amount),
  height: orNull(amount),
  /** fps of the largest layer, kbps of all layers, over the last 1 to 3.5 s. */
  fps: orNull(amount),
  kbps: orNull(amount),
});

export const publish = v.object({
  /** The send start, epoch ms. */
  at: finite,
  connection: count,
  transceiver: count,
  kind,
  source: orNull(sourceType),
  /** When it stopped sending; null while it is sending. */
  endedAt: orNull(finite),
  /** Whether a frame was encoded (audio: bytes were sent). False: none until it ended. */
  sent: orNull(flag),
  /** ms from the send start to the sample that first showed a frame (audio: bytes). */
  firstFrameMs: orNull(amount),
  /** Resolution of firstFrameMs in ms: the frame may have come that much earlier. */
  firstFrameWithin: orNull(amount),
  /** No frame was encoded within 5 s; null if unknown or if it ended earlier. */
  noFrame: orNull(flag),
  /** Size of the largest layer in pixels, from the last sample while sending. */
  width: orNull(amount),
  height: orNull(amount),
  /** MIME type in lower case. */
  codec: orNull(short),
  /** About 5 s after the send start; null if it had ended by then or was not sampled. */
  settled: orNull(settled),
});

/** MB. */
const range = v.object({ low: amount, high: amount });
export const figure = v.object({ at: finite, transceiver: count, range: orNull(range) });

export const sdpReading = v.object({ at: finite, connection: count, mLines: orNull(count), bytes: orNull(count) });

/**
 * What a file does not tell of a connection, so that its publishes can't be judged: `order`, whether tracks were
 * taken away before the next publish or after it; `begun-late`, what was before the file begins; `plan-b`, it has
 * no transceivers; `unanswered`, it shows no offer with its answer.
 */
export const doubt = v.object({ connection: count, reason: oneOf('order', 'begun-late', 'plan-b', 'unanswered') });

export const history = v.object({
  steps: list(step, BOUNDS.steps),
  figures: list(figure, BOUNDS.figures),
  marks: list(mark, BOUNDS.marks),
  sdp: list(sdpReading, BOUNDS.sdp),
  publishes: list(publish, BOUNDS.publishes),
  /** Log entries were dropped. */
  incomplete: flag,
  /** Idle encoders were downscaled by the button. */
  alteredByHand: flag,
  /** Why no verdict is given on a connection. Absent in older recordings. */
  doubts: v.optional(list(doubt, LIMITS.connections)),
});
