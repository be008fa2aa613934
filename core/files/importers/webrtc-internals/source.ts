import type { SourceInfo } from '../../source';
import { ASK_CUSTOMER } from './ask';

/** Chrome's own log, which knows less than our hook. */
export const webrtcInternalsSource = {
  title: 'webrtc-internals dump',
  origin: 'a webrtc_internals_dump from chrome://webrtc-internals, as text or gzip',
  writer: { name: 'Chrome', recordedBy: 'chrome://webrtc-internals' },
  // Only removeTrack is in it, and not in all versions.
  knows: [],
  countsConnections: false,
  namesDocuments: true,
  limits:
    'Unknown here, since Chrome does not log it: the lines of code that made a transceiver; what the page released; when it set a direction, stopped a transceiver or replaced a track (shown at the negotiation or the reading of statistics that tells of it). Times are those at which Chrome wrote its log, some milliseconds late.',
  advice: ASK_CUSTOMER,
} as const satisfies SourceInfo;
