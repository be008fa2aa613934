import type { SourceTexts } from '../../source';
import { CUSTOMER_INSTRUCTIONS } from './customer-instructions';

export const webrtcInternalsTexts: SourceTexts = {
  origin: 'a webrtc_internals_dump from chrome://webrtc-internals, as text or gzip',
  limits:
    'Unknown here, since Chrome does not log it: the lines of code that made a transceiver; what the page released; when it set a direction, stopped a transceiver or replaced a track (shown at the negotiation or the reading of statistics that tells of it). Times are those at which Chrome wrote its log, some milliseconds late.',
  advice: CUSTOMER_INSTRUCTIONS,
};
