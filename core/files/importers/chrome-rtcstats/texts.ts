import type { SourceTexts } from '../../source';
import { CUSTOMER_INSTRUCTIONS } from '../webrtc-internals/customer-instructions';
import { webrtcInternalsTexts } from '../webrtc-internals/texts';

export const chromeRtcstatsTexts: SourceTexts = {
  origin: 'an rtcstats dump from chrome://webrtc-internals (the other button there), as text or gzip',
  limits: webrtcInternalsTexts.limits,
  advice: CUSTOMER_INSTRUCTIONS,
};
