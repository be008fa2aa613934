import { peek } from '../describe';
import { call, isArray, method, now } from '../natives';
import { noteConflict } from '../patches/conflict';
import { restore } from '../patches/downscale';
import { transceiverRecord } from '../records';
import { senderOf, senderTrackOf, sends } from '../webrtc';
import type { Revert } from '../wrap';
import { type Observed, observeCall, type Subject } from './call';
import { lookAtSubject } from './connection';

const proto = RTCRtpTransceiver.prototype;
const getHeaderExtensions = method(proto, 'getHeaderExtensionsToNegotiate');

function subject(self: unknown): Subject | null {
  const transceiver = transceiverRecord(self);
  return transceiver ? { connection: transceiver.connection, transceiver } : null;
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
      after: ({ subject: { transceiver }, args }) => {
        if (transceiver && typeof args[0] === 'string' && sends(args[0])) transceiver.released = false;
        else if (transceiver?.phase === 'sending') transceiver.letGoAt = now();
        lookAtSubject({ connection: null, transceiver });
      },
    }),
    observeCall(proto, 'stop', 'value', { subject, before: look, after: look }),
    observeCall(proto, 'setCodecPreferences', 'value', {
      subject,
      after: ({ subject: { transceiver }, args: [codecs] }) => {
        if (!transceiver || !isArray(codecs)) return;
        transceiver.codecPreferences = codecs
          .slice(0, 40)
          .map((codec) => String(peek(codec, 'mimeType') ?? '?').slice(0, 40));
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
