import type { SourceInfo } from '../../source';

/** Firefox's own page: descriptions with their times. */
export const aboutWebrtcSource = {
  title: 'page of about:webrtc',
  writer: { name: 'Firefox', recordedBy: 'about:webrtc' },
  knows: [],
  countsConnections: false,
  namesDocuments: false,
} as const satisfies SourceInfo;
