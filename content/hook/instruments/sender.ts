import { guarded } from '../base/guard';
import { apply, now, SafeWeakRef } from '../base/natives';
import { wrap } from '../base/wrap';
import { peek, trackKind } from '../describe';
import { given } from '../media/source';
import { follow } from '../media/tracks';
import { pageGot, sendsAgain, setForPage, touched } from '../patches/door';
import { senderRecord } from '../records';
import { senderProto } from '../webrtc';
import { type ObservedOne, observeCalls } from './call';
import { streamIds } from './connection';
import { readEncodings } from './encodings';

/** The methods of RTCRtpSender. */
export function observeSenders(): void {
  observeCalls<ObservedOne>(senderProto, senderRecord, {
    replaceTrack: {
      overlaps: true,
      beforeCall: ({ self, args, record }) => sendsAgain(record, self as RTCRtpSender, givenTrack(args)),
      // The sender still has the track before: the new one comes in a task of its own (webrtc-pc, replaceTrack, step 10).
      afterCall: (call) => {
        touched(call);
        const { args, record, entry } = call;
        const track = givenTrack(args);
        const at = now();
        if (args[0] === null) record.letGoAt = at;
        else record.released = false;
        record.replacing = { track: track && new SafeWeakRef(track), at };
        // No event tells when it is there.
        if (follow(record, track) && track) given(record, track, entry.stack);
      },
    },
    setStreams: {
      afterCall: ({ args, record }) => {
        record.streams = streamIds(args) ?? [];
      },
    },
    setParameters: {
      overlaps: true,
      instead: ({ self, args }, native) => setForPage(self as RTCRtpSender, args, native),
      afterCall: ({ args, record }) => {
        record.encodings = readEncodings(peek(args[0], 'encodings')) ?? record.encodings;
      },
    },
    createEncodedStreams: { afterCall: transformed },
    transform: { afterCall: transformed },
  });
  // Not logged: apps poll it. What it returns is a fresh dictionary, so reading that is free of effects.
  wrap(senderProto, 'getParameters', 'value', (native, self, args) => {
    const result = apply(native, self, args) as RTCRtpSendParameters;
    guarded('getParameters', () => {
      const record = senderRecord(self);
      if (!record) return;
      pageGot(self as RTCRtpSender, result);
      record.encodings = readEncodings(result.encodings) ?? [];
    });
    return result;
  });
}

const givenTrack = (args: unknown[]) => (trackKind(args[0]) ? (args[0] as MediaStreamTrack) : null);

function transformed({ record }: ObservedOne): void {
  record.transformed = true;
}
