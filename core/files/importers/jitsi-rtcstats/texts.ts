import type { SourceTexts } from '../../source';

export const jitsiRtcstatsTexts: SourceTexts = {
  origin: 'an rtcstats file of @jitsi/rtcstats or of the old rtcstats-server (lines of JSON without a header)',
  limits:
    'Unknown here, since such a file does not log it: the lines of code that made a transceiver; when the page set a direction, stopped a transceiver or replaced a track (shown at the negotiation or the reading that tells of it). Without descriptions, which most of these files leave out: m-lines, bytes of SDP, and the transceivers that remote offers made are unknown, and what was added counts as sent from the next negotiation.',
  advice: null,
};
