import { LIVEKIT, MEDIASOUP } from '../../../../protocol/libraries';
import type { Reason } from '../../../../protocol/reasons';
import { find, firstGroup, matches, some } from '../../base/lists';
import type { TransceiverRecord } from '../../records';
import { stackText } from '../../stacks';
import { freshParameters } from './parameters';

/** A client library that reuse has to be careful with, recognized by the stack of the publishing call. */
interface SdkGuard {
  stack: RegExp;
  /** Why this library must not be handed this transceiver; null: it may. */
  refuses?(record: TransceiverRecord): Reason | null;
  /** Why its server can't follow when this sender's m-line is stopped; null: it can. */
  stop?(sender: RTCRtpSender): Reason | null;
  /** It unpublishes by a direction that its own innermost frame sets: removeTrack() is never called. */
  releases?: true;
}

const GUARDS: SdkGuard[] = [
  {
    stack: MEDIASOUP,
    // mediasoup-client, handlers/Chrome111, send(): takes the m-line index from its own count of sections.
    refuses: () => 'sdk-mediasoup',
  },
  {
    stack: LIVEKIT,
    // livekit, pkg/rtc/participant.go, getPendingTrack(): falls back to any pending track of the kind.
    refuses: (record) => {
      // livekit-server 1.13.5, on pion: "Incoming unhandled RTP ssrc(…) … failed Simulcast probing", no picture.
      if (record.rids.length > 1) return 'sdk-livekit-layers';
      // pion, SetRemoteDescription(): an m-line that is inactive in a second offer gets its receiver stopped for good.
      const { negotiations, negotiatingSince, transceivers } = record.connection;
      if (negotiations - record.releasedAfter + (negotiatingSince ? 1 : 0) > 1) return 'sdk-livekit-renegotiated';
      const pending = some(transceivers, (each) => each.fresh && each.kind === record.kind);
      return pending ? 'sdk-one-at-a-time' : null;
    },
    // livekit-server 1.13.5, GetUnmatchMediaForOffer(): m-lines before the last one of its last answer, which a recycled
    // one is, do not get the codec that was asked for; VP8 is sent, and no picture comes.
    stop: (sender) => {
      const codec = freshParameters(sender).codecs[0]?.mimeType;
      return codec && matches(/^video\/(?!VP8$)/i, codec) ? 'sdk-livekit-codec' : null;
    },
  },
  {
    stack: /\/janus(?:\.(?:es|min|nojquery))*\.m?js/,
    // Janus 1.1.2: "mid on m-line #1 changed (1 --> 3), ignoring new value", then an answer that the browser refuses.
    stop: () => 'sdk-janus',
    // janus.js, captureDevices(): remove is replaceTrack(null) and a direction; what it adds later it adds anew.
    releases: true,
  },
];

/** Whether a direction without send, set on a sender without a track, is a library's way to unpublish. */
export function isRelease(stack: number | null): boolean {
  const innermost = firstGroup(/^([^\n]*)/, stackText(stack)) ?? '';
  return some(GUARDS, (each) => each.releases === true && matches(each.stack, innermost));
}

/** The guard of the library that made a call, by the call's stack. */
export function guardOf(stack: number | null): SdkGuard | undefined {
  const text = stackText(stack);
  return find(GUARDS, (each) => matches(each.stack, text));
}
