import { peek, trackKind } from '../describe';
import { guarded } from '../guard';
import { apply, now, SafeWeakRef } from '../natives';
import { pageGot, sendsAgain, setForPage, touched } from '../patches/door';
import { senderRecord } from '../records';
import { senderProto } from '../webrtc';
import { wrap } from '../wrap';
import { type ObservedOne, observeCalls } from './call';
import { streamIds } from './connection';
import { readEncodings } from './encodings';

/** The methods of RTCRtpSender. */
export function observeSenders(): void {
  observeCalls<ObservedOne>(senderProto, senderRecord, {
    replaceTrack: {
      before: (call) => {
        touched(call);
        const { self, args, record } = call;
        const track = args[0];
        const at = now();
        if (track === null) record.letGoAt = at;
        else {
          record.released = false;
          sendsAgain(record, self as RTCRtpSender);
        }
        record.replacing = { track: trackKind(track) ? new SafeWeakRef(track as MediaStreamTrack) : null, at };
      },
    },
    setStreams: {
      after: ({ args, record }) => {
        record.streams = streamIds(args) ?? [];
      },
    },
    setParameters: {
      instead: ({ self, args }, native) => setForPage(self as RTCRtpSender, args, native),
      after: ({ args, record }) => {
        record.encodings = readEncodings(peek(args[0], 'encodings')) ?? record.encodings;
      },
    },
    createEncodedStreams: { after: transformed },
    transform: { after: transformed },
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

function transformed({ record }: ObservedOne): void {
  record.transformed = true;
}
