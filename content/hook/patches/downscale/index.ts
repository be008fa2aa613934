import { DOWNSCALE_FACTOR } from '../../../../protocol/patches';
import type { Reason } from '../../../../protocol/reasons';
import { add, each, matches } from '../../base/lists';
import { isArray, SafeWeakMap, setOwn } from '../../base/natives';
import { connections, senderRecord, type TransceiverRecord } from '../../records';
import { isReplacing, syncTransceiver } from '../../sync';
import { hasEndedTrack, senderOf } from '../../webrtc';
import type { PagePatch } from '../patch';
import { logPatchOf } from '../patch-log';
import { freshParameters, setOurs, viewParameters } from '../shared/parameters';
import { isPending } from '../shared/pending';
import { MODE } from '../shared/request';

/** Each further spatial layer holds an encoder's constant part of its own: 1.9 MiB a VP9 L3T3_KEY sender. */
const isSpatial = (mode: unknown) => typeof mode === 'string' && matches(MODE, mode) && !matches(/^.1/, mode);

type Encoding = RTCRtpEncodingParameters & { scaleResolutionDownTo?: unknown; scalabilityMode?: string };
interface Scale {
  by: number | undefined;
  to: unknown;
  mode: string | undefined;
}
type By = NonNullable<TransceiverRecord['downscaled']>;

/** Makes the encoders of idle senders small that are released, or whose track has ended, until the page sends again. */
export const downscale: PagePatch = {
  on() {
    downscaleIdle('patch');
    return () => restoreAll('patch');
  },
  // Where its track has ended it sends again with another track only, and gets its encodings back then.
  rest: (record, transceiver) => shrink(record, transceiver, 'patch'),
  send: (record, sender) => restore(record, sender, 'sends-again'),
  end: () => restoreAll('button'),
};

/** What the page had set on a downscaled sender; its view of the encodings until they are restored. */
const saved = new SafeWeakMap<RTCRtpSender, { scales: Scale[] }>();

viewParameters({
  differs: (sender) => !!saved.get(sender),
  show(sender, got) {
    const before = saved.get(sender);
    if (before) put(got.encodings, before.scales);
  },
  keep: keepSmall,
  forget,
});

/** @returns what the page had set; undefined where the sender is not downscaled */
function forget(sender: RTCRtpSender): Scale[] | undefined {
  const before = saved.get(sender);
  saved.delete(sender);
  senderRecord(sender)!.downscaled = null;
  return before?.scales;
}

/** Takes a scale out of an encoding and puts the small one in its place. */
function takeScale(encoding: Encoding): Scale {
  const { scaleResolutionDownBy: by, scaleResolutionDownTo: to, scalabilityMode: mode } = encoding;
  setOwn(encoding, 'scaleResolutionDownBy', DOWNSCALE_FACTOR);
  if (isSpatial(mode)) encoding.scalabilityMode = 'L1T1';
  // With a scaleResolutionDownTo in force the other member does nothing.
  delete encoding.scaleResolutionDownTo;
  return { by, to, mode };
}

/**
 * Makes the encoder of an idle sender small, at once and without a negotiation, and logs the outcome.
 * Memory is freed because the encoder reallocates at the new size.
 */
function shrink(record: TransceiverRecord, transceiver: RTCRtpTransceiver, by: By): void {
  // What is saved of it is the page's.
  if (record.downscaled) return;
  const sender = senderOf(transceiver);
  const refusal = refuses(record, sender);
  if (refusal) {
    logPatchOf(record, 'refused', refusal);
    return;
  }
  const parameters = freshParameters(sender);
  const scales: Scale[] = [];
  each(parameters.encodings, (encoding) => add(scales, takeScale(encoding)));
  saved.set(sender, { scales });
  record.downscaled = by;
  const onRest = record.released ? 'downscaled-on-release' : 'downscaled-on-track-end';
  set(record, sender, parameters, 'downscaled', by === 'button' ? 'downscaled-by-button' : onRest);
}

/** Sets parameters and logs the outcome. */
function set(
  record: TransceiverRecord,
  sender: RTCRtpSender,
  parameters: RTCRtpSendParameters,
  outcome: 'downscaled' | 'restored',
  reason: Reason,
): void {
  setOurs(sender, parameters, (error) => {
    if (!error) return logPatchOf(record, outcome, reason);
    if (outcome === 'downscaled') forget(sender);
    logPatchOf(record, 'failed', 'set-refused');
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
function restore(record: TransceiverRecord, sender: RTCRtpSender, reason: Reason): void {
  const scales = forget(sender);
  if (!scales) return;
  const parameters = freshParameters(sender);
  put(parameters.encodings, scales);
  set(record, sender, parameters, 'restored', reason);
}

function put(encodings: Encoding[], scales: Scale[]): void {
  each(scales, ({ by, to, mode }, i) => {
    const encoding = encodings[i];
    // An answer that drops simulcast leaves fewer.
    if (!encoding) return;
    if (by === undefined) delete encoding.scaleResolutionDownBy;
    else setOwn(encoding, 'scaleResolutionDownBy', by);
    if (to !== undefined) setOwn(encoding, 'scaleResolutionDownTo', to);
    if (mode !== undefined) setOwn(encoding, 'scalabilityMode', mode);
  });
}

/** The page sets parameters on a downscaled sender: its scales are remembered, the small ones stay. */
function keepSmall(sender: RTCRtpSender, given: RTCRtpSendParameters) {
  const before = saved.get(sender);
  if (!before || !isArray(given?.encodings)) return null;
  const scales: Scale[] = [];
  const encodings: Encoding[] = [];
  for (let i = 0; i < given.encodings.length; i++) {
    const encoding: Encoding = { ...given.encodings[i] };
    const scale = takeScale(encoding);
    if (scale.by !== undefined && !(typeof scale.by === 'number' && scale.by >= 1)) return null;
    add(scales, scale);
    add(encodings, encoding);
  }
  const accepted = () => {
    if (saved.get(sender) === before) before.scales = scales;
  };
  return { parameters: { ...given, encodings }, accepted };
}

/** Every idle transceiver of this document, or, for the patch, those that are released or whose track has ended. */
export function downscaleIdle(by: By): void {
  eachTransceiver((record, transceiver) => {
    syncTransceiver(record, transceiver);
    if (record.phase !== 'idle') return;
    if (by === 'button' || record.released || hasEndedTrack(senderOf(transceiver))) shrink(record, transceiver, by);
  });
}

/** Puts the page's encodings back on the senders that one of them made small. */
function restoreAll(by: By): void {
  eachTransceiver((record, transceiver) => {
    if (record.downscaled === by) restore(record, senderOf(transceiver), 'patch-ended');
  });
}

function eachTransceiver(visit: (record: TransceiverRecord, transceiver: RTCRtpTransceiver) => void): void {
  connections.forEach((connection) => {
    if (connection.closedAt) return;
    each(connection.transceivers, (record) => {
      const transceiver = record.ref.deref();
      if (transceiver && record.phase !== 'stopped') visit(record, transceiver);
    });
  });
}
