import type { Reason } from '../../../../protocol/reasons';
import { add, each, matches } from '../../lists';
import { isArray, SafeWeakMap, setOwn } from '../../natives';
import { connections, type TransceiverRecord } from '../../records';
import { lookAtTransceiver } from '../../sync';
import { senderOf } from '../../webrtc';
import { logPatch } from '../patch-log';
import { isReplacing } from '../reuse/eligible';
import { freshParameters, setOurs } from '../shared/parameters';
import { isPending } from '../shared/pending';

/** What a downscaled idle encoder is divided by: 1280x720 becomes 20x12. */
const SMALL = 64;
/** Each further spatial layer holds an encoder's constant part of its own: 1.9 MiB a VP9 L3T3_KEY sender. */
const SPATIAL = /^(L[23]T[1-3](h|_KEY|_KEY_SHIFT)?|S[23]T[1-3]h?)$/;
const ONE_LAYER = 'L1T1';

type Encoding = RTCRtpEncodingParameters & { scaleResolutionDownTo?: unknown; scalabilityMode?: string };
interface Scale {
  by: number | undefined;
  to: unknown;
  mode: string | undefined;
}
interface Saved {
  by: 'patch' | 'button';
  scales: Scale[];
}

/** What the page had set on a downscaled sender; its view of the encodings until they are restored. */
const saved = new SafeWeakMap<RTCRtpSender, Saved>();

export const downscaledBy = (sender: RTCRtpSender) => saved.get(sender)?.by ?? null;

/** Forgets a downscale whose encodings are being set anew: a handover by reuse. */
export const forgetDownscale = (sender: RTCRtpSender) => saved.delete(sender);

/**
 * Makes the encoder of an idle sender small, at once and without a negotiation, and logs the outcome.
 * Memory is freed because the encoder reallocates at the new size.
 */
export function downscale(record: TransceiverRecord, transceiver: RTCRtpTransceiver, by: Saved['by']): void {
  const sender = senderOf(transceiver);
  const log = (outcome: 'downscaled' | 'refused' | 'failed', reason: Reason) =>
    logPatch(record.connection, record, outcome, reason);
  const refusal = refuses(record, sender);
  if (refusal) {
    log('refused', refusal);
    return;
  }
  const parameters = freshParameters(sender);
  const scales: Scale[] = [];
  each(parameters.encodings as Encoding[], (encoding) => {
    const { scaleResolutionDownBy: by, scaleResolutionDownTo: to, scalabilityMode: mode } = encoding;
    add(scales, { by, to, mode });
    setOwn(encoding, 'scaleResolutionDownBy', SMALL);
    if (mode && matches(SPATIAL, mode)) encoding.scalabilityMode = ONE_LAYER;
    // With a scaleResolutionDownTo in force the other member does nothing.
    delete encoding.scaleResolutionDownTo;
  });
  saved.set(sender, { by, scales });
  setOurs(sender, parameters, (error) => {
    if (error) saved.delete(sender);
    if (error) log('failed', 'set-refused');
    else log('downscaled', by === 'button' ? 'downscaled-by-button' : 'downscaled-on-release');
  });
}

function refuses(record: TransceiverRecord, sender: RTCRtpSender): Reason | null {
  if (record.kind !== 'video') return 'audio-nothing-to-free';
  if (isPending(sender)) return 'claimed';
  return isReplacing(record, sender) ? 'replace-pending' : null;
}

/**
 * Gives a downscaled sender the page's encodings back, in the turn in which the page sends again:
 * 300 ms later the first frames would go out at 20x12.
 */
export function restore(record: TransceiverRecord, sender: RTCRtpSender, reason: Reason = 'sends-again'): void {
  const before = saved.get(sender);
  if (!before) return;
  saved.delete(sender);
  const parameters = freshParameters(sender);
  put(parameters.encodings, before.scales);
  setOurs(sender, parameters, (error) =>
    logPatch(record.connection, record, error ? 'failed' : 'restored', error ? 'set-refused' : reason),
  );
}

function put(encodings: Encoding[], scales: Scale[]): void {
  for (let i = 0; i < encodings.length; i++) {
    const { by, to, mode } = scales[i] ?? { by: undefined, to: undefined, mode: undefined };
    if (by === undefined) delete encodings[i]!.scaleResolutionDownBy;
    else setOwn(encodings[i]!, 'scaleResolutionDownBy', by);
    if (to !== undefined) setOwn(encodings[i]!, 'scaleResolutionDownTo', to);
    if (mode !== undefined) setOwn(encodings[i]!, 'scalabilityMode', mode);
  }
}

/** The page's view: what getParameters() returned shows the page's own scales. */
export function showOwnScales(sender: RTCRtpSender, got: RTCRtpSendParameters): void {
  const before = saved.get(sender);
  if (before) put(got.encodings, before.scales);
}

/**
 * The page sets parameters on a downscaled sender: its scales are remembered, the small ones stay.
 * @returns what to set natively, and what to call once that succeeded; null where nothing is
 *   downscaled, or the browser shall judge what the page gave as it is.
 */
export function keepSmall(
  sender: RTCRtpSender,
  given: RTCRtpSendParameters,
): { parameters: RTCRtpSendParameters; accepted: () => void } | null {
  const before = saved.get(sender);
  if (!before || !isArray(given?.encodings)) return null;
  const scales: Scale[] = [];
  const encodings: Encoding[] = [];
  for (let i = 0; i < given.encodings.length; i++) {
    const { scaleResolutionDownBy: by, scaleResolutionDownTo: to, ...rest } = given.encodings[i] as Encoding;
    const mode = rest.scalabilityMode;
    if (by !== undefined && !(typeof by === 'number' && by >= 1)) return null;
    if (typeof mode === 'string' && matches(SPATIAL, mode)) rest.scalabilityMode = ONE_LAYER;
    add(scales, { by, to, mode });
    add(encodings, { ...rest, scaleResolutionDownBy: SMALL });
  }
  const accepted = () => {
    if (saved.get(sender) === before) before.scales = scales;
  };
  return { parameters: { ...given, encodings }, accepted };
}

/** Every idle transceiver of this document, or only the released ones. */
export function downscaleIdle(by: Saved['by']): void {
  everyTransceiver((record, transceiver) => {
    lookAtTransceiver(record, transceiver);
    if (record.phase !== 'idle' || downscaledBy(senderOf(transceiver))) return;
    if (by === 'button' || record.released) downscale(record, transceiver, by);
  });
}

/** Puts the page's encodings back on all downscaled senders, or on those of the patch. */
export function restoreAll(which: 'patch' | 'all'): void {
  everyTransceiver((record, transceiver) => {
    const sender = senderOf(transceiver);
    const by = downscaledBy(sender);
    if (by && (which === 'all' || by === 'patch')) restore(record, sender, 'patch-ended');
  });
}

function everyTransceiver(visit: (record: TransceiverRecord, transceiver: RTCRtpTransceiver) => void): void {
  connections.forEach((connection) => {
    if (connection.closedAt !== null) return;
    each(connection.transceivers, (record) => {
      const transceiver = record.ref.deref();
      if (transceiver && record.phase !== 'stopped') visit(record, transceiver);
    });
  });
}
