import type { SourceInfo } from '../../source';

/** Chrome's own log, which knows less than our hook. */
export const webrtcInternalsSource = {
  title: 'webrtc-internals dump',
  writer: { name: 'Chrome', recordedBy: 'chrome://webrtc-internals' },
  // Only removeTrack is logged, and not in all versions.
  knows: [],
  countsConnections: false,
  namesDocuments: true,
} as const satisfies SourceInfo;
