import type { RecordingSource } from '../sources';
import { aboutWebrtc } from './about-webrtc';
import { chromeRtcstats } from './chrome-rtcstats';
import type { Importer } from './importer';
import { jitsiRtcstats } from './jitsi-rtcstats';
import { recording } from './recording';
import { report } from './report';
import { rtcstatsJs } from './rtcstats-js';
import { webrtcInternals } from './webrtc-internals';

/**
 * The importers, in the order in which they are tried: one for each source, and one for each container
 * of a recording.
 */
export const IMPORTERS: Readonly<Record<RecordingSource | 'report', Importer>> = {
  recording,
  report,
  'webrtc-internals': webrtcInternals,
  'chrome-rtcstats': chromeRtcstats,
  'rtcstats-js': rtcstatsJs,
  'jitsi-rtcstats': jitsiRtcstats,
  'about-webrtc': aboutWebrtc,
};
