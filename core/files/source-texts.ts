import { aboutWebrtcTexts } from './importers/about-webrtc/texts';
import { chromeRtcstatsTexts } from './importers/chrome-rtcstats/texts';
import { jitsiRtcstatsTexts } from './importers/jitsi-rtcstats/texts';
import { rtcstatsJsTexts } from './importers/rtcstats-js/texts';
import { webrtcInternalsTexts } from './importers/webrtc-internals/texts';
import type { SourceTexts } from './source';
import type { RecordingSource } from './sources';

export const SOURCE_TEXTS: Readonly<Record<RecordingSource, SourceTexts>> = {
  recording: {
    origin: 'a recording exported from the Transceivers panel, or a report saved from it',
    limits: null,
    advice: null,
  },
  'webrtc-internals': webrtcInternalsTexts,
  'chrome-rtcstats': chromeRtcstatsTexts,
  'rtcstats-js': rtcstatsJsTexts,
  'jitsi-rtcstats': jitsiRtcstatsTexts,
  'about-webrtc': aboutWebrtcTexts,
};
