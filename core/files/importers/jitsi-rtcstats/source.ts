import type { SourceInfo } from '../../source';

/** What @jitsi/rtcstats and the old rtcstats-server keep: calls and statistics, often without descriptions. */
export const jitsiRtcstatsSource = {
  title: 'old rtcstats file',
  writer: { name: '@jitsi/rtcstats', recordedBy: '@jitsi/rtcstats in the page' },
  // replaceTrack() is not logged, and a removeTrack() may have been made before the file begins.
  knows: [],
  countsConnections: false,
  namesDocuments: false,
} as const satisfies SourceInfo;
