import { items, peek } from '../describe';
import { map, slice } from '../lists';
import { call, method, now } from '../natives';
import { restore } from '../patches/downscale';
import { noteConflict } from '../patches/reuse/conflict';
import { isRelease } from '../patches/shared/sdk-guards';
import { transceiverRecord } from '../records';
import { senderOf, senderTrackOf, sends } from '../webrtc';
import type { Revert } from '../wrap';
import { type Observed, observeCall, type Subject } from './call';
import { lookAtSubject, removed } from './connection';

const proto = RTCRtpTransceiver.prototype;
/** Codec preferences that are remembered. */
const MOST_CODECS = 40;
const getHeaderExtensions = method(proto, 'getHeaderExtensionsToNegotiate');

function subject(self: unknown): Subject | null {
  const transceiver = transceiverRecord(self);
  return transceiver ? { connection: transceiver.connection, transceiver } : null;
}

function mimeType(codec: unknown): string {
  const type = peek(codec, 'mimeType');
  return typeof type === 'string' ? slice(type, 0, 40) : '?';
}

/** The direction setter and the methods of RTCRtpTransceiver. */
export function observeTransceivers(): Revert[] {
  const look = (call: { subject: Subject }) => lookAtSubject(call.subject);
  return [
    observeCall(proto, 'direction', 'set', {
      subject,
      before: (call) => {
        look(call);
        noteConflict(call);
        restoreForDirection(call);
      },
      after: (call) => {
        const { transceiver } = call.subject;
        if (transceiver && typeof call.args[0] === 'string' && sends(call.args[0])) transceiver.released = false;
        else if (letsGo(call)) removed(transceiver, call.entry.n);
        else if (transceiver?.phase === 'sending') transceiver.letGoAt = now();
        lookAtSubject({ connection: null, transceiver });
      },
    }),
    observeCall(proto, 'stop', 'value', { subject, before: look, after: look }),
    observeCall(proto, 'setCodecPreferences', 'value', {
      subject,
      after: ({ subject: { transceiver }, args }) => {
        const codecs = items(args[0], MOST_CODECS);
        if (transceiver && codecs) transceiver.codecPreferences = map(codecs, mimeType);
      },
    }),
    observeCall(proto, 'setHeaderExtensionsToNegotiate', 'value', {
      subject,
      before: ({ subject: { transceiver }, self }) => {
        if (transceiver) transceiver.headerExtensions ??= call(getHeaderExtensions, self);
      },
    }),
  ];
}

/** A sender that was paused by its direction sends again, with the track that it kept. */
function restoreForDirection({ self, args, subject }: Observed): void {
  const sender = senderOf(self as RTCRtpTransceiver);
  if (typeof args[0] === 'string' && sends(args[0]) && senderTrackOf(sender)) restore(subject.transceiver!, sender);
}

/** A library that unpublishes without removeTrack() is at its end: no track, and now no direction that sends. */
function letsGo({ self, subject, entry }: Observed): boolean {
  if (!subject.transceiver?.hasSent) return false;
  return senderTrackOf(senderOf(self as RTCRtpTransceiver)) === null && isRelease(entry.stack);
}
