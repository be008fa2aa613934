import { map, slice } from '../base/lists';
import { now } from '../base/natives';
import { items, peek } from '../describe';
import { isRelease, released, sendsAgain, touched } from '../patches/door';
import { transceiverRecord } from '../records';
import { syncRecord } from '../sync';
import { headerExtensionsOf, senderOf, senderTrackOf, sends, transceiverProto } from '../webrtc';
import { type ObservedOne, observeCalls } from './call';

/** Codec preferences that are remembered. */
const MAX_CODECS = 40;

/** The direction setter and the methods of RTCRtpTransceiver. */
export function observeTransceivers(): void {
  const sync = ({ record }: ObservedOne) => syncRecord(record);
  observeCalls<ObservedOne>(transceiverProto, transceiverRecord, {
    direction: {
      beforeCall: (call) => {
        touched(call);
        const sender = senderOf(call.self as RTCRtpTransceiver);
        // A sender that was paused by its direction sends again, with the track that it kept.
        if (sends(call.args[0])) sendsAgain(call.record, sender, senderTrackOf(sender));
      },
      afterCall: (call) => {
        const { args, record, entry } = call;
        if (sends(args[0])) record.released = false;
        else if (letsGo(call)) released(record, entry.n);
        else if (record.phase === 'sending') record.letGoAt = now();
        syncRecord(record);
      },
    },
    stop: { beforeCall: sync, afterCall: sync },
    setCodecPreferences: {
      afterCall: ({ args, record }) => {
        const codecs = items(args[0], MAX_CODECS);
        if (codecs) record.codecPreferences = map(codecs, mimeType);
      },
    },
    setHeaderExtensionsToNegotiate: {
      beforeCall: ({ self, record }) => {
        record.headerExtensions ??= headerExtensionsOf(self);
      },
    },
  });
}

function mimeType(codec: unknown): string {
  const type = peek(codec, 'mimeType');
  return typeof type === 'string' ? slice(type, 0, 40) : '?';
}

/** A library that unpublishes without removeTrack() is at its end: no track, and now no direction that sends. */
function letsGo({ self, record, entry }: ObservedOne): boolean {
  return record.hasSent && !senderTrackOf(senderOf(self as RTCRtpTransceiver)) && isRelease(entry.stack);
}
