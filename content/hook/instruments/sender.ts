import { peek, trackKind } from '../describe';
import { guarded } from '../guard';
import { apply, now, SafeWeakRef } from '../natives';
import { restore, showOwnScales } from '../patches/downscale';
import { noteConflict } from '../patches/reuse/conflict';
import { pageGot, splice } from '../patches/shared/parameters';
import { senderRecord } from '../records';
import { type Revert, wrap } from '../wrap';
import { observeCall, type Subject } from './call';
import { lookAtSubject, streamIds } from './connection';
import { readEncodings } from './encodings';

const proto = RTCRtpSender.prototype;

function subject(self: unknown): Subject | null {
  const transceiver = senderRecord(self);
  return transceiver ? { connection: transceiver.connection, transceiver } : null;
}

/** The methods of RTCRtpSender. */
export function observeSenders(): Revert[] {
  return [
    observeCall(proto, 'replaceTrack', 'value', {
      subject,
      before: (call) => {
        const { subject, self } = call;
        const track = call.args[0];
        lookAtSubject(subject);
        noteConflict(call);
        const record = subject.transceiver;
        if (!record) return;
        const at = now();
        if (track === null) record.letGoAt = at;
        else {
          record.released = false;
          restore(record, self as RTCRtpSender);
        }
        record.replacing = { track: trackKind(track) ? new SafeWeakRef(track as MediaStreamTrack) : null, at };
      },
    }),
    observeCall(proto, 'setStreams', 'value', {
      subject,
      after: ({ subject: { transceiver }, args }) => {
        if (transceiver) transceiver.streams = streamIds(args) ?? [];
      },
    }),
    observeCall(proto, 'setParameters', 'value', {
      subject,
      instead: (call, native) => splice(call.self as RTCRtpSender, call.args, native),
      after: ({ subject: { transceiver }, args }) => {
        if (transceiver) transceiver.encodings = readEncodings(peek(args[0], 'encodings')) ?? transceiver.encodings;
      },
    }),
    // Not logged: apps poll it. What it returns is a fresh dictionary, so reading that is free of effects.
    wrap(proto, 'getParameters', 'value', (native, self, args) => {
      const result = apply(native, self, args) as RTCRtpSendParameters;
      guarded('getParameters', () => {
        const record = senderRecord(self);
        if (!record) return;
        showOwnScales(self as RTCRtpSender, result);
        record.encodings = readEncodings(result.encodings) ?? [];
        pageGot(self as RTCRtpSender, result);
      });
      return result;
    }),
    observeCall(proto, 'createEncodedStreams', 'value', { subject, after: transformed }),
    observeCall(proto, 'transform', 'set', { subject, after: transformed }),
  ];
}

function transformed(call: { subject: Subject }): void {
  if (call.subject.transceiver) call.subject.transceiver.transformed = true;
}
