import type { SourceInfo } from '../../source';

/** Chrome's own log, as its second button saves it. It knows what the webrtc-internals dump knows. */
export const chromeRtcstatsSource = {
  title: 'rtcstats dump of Chrome',
  writer: { name: 'Chrome', recordedBy: 'chrome://webrtc-internals' },
  knows: [],
  countsConnections: false,
  namesDocuments: true,
} as const satisfies SourceInfo;
