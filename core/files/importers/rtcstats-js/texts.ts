import type { SourceTexts } from '../../source';

export const rtcstatsJsTexts: SourceTexts = {
  origin: 'an rtcstats file, as rtcstats-js, rtcstats-server or rtcstats.com keep it',
  limits:
    'Unknown here, since rtcstats-js does not log it: the lines of code that made a transceiver; when the page set a direction or stopped a transceiver (shown at the negotiation that tells of it); connections that were made before rtcstats-js ran. Directions and m-lines are worked out from the descriptions, as JSEP assigns them.',
  advice: null,
};
