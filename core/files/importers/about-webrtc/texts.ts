import type { SourceTexts } from '../../source';

export const aboutWebrtcTexts: SourceTexts = {
  origin: 'a page that was saved with Firefox’s about:webrtc ("Save Page")',
  limits:
    'Unknown here, since the page shows descriptions and no calls: the lines of code that made a transceiver; what the page released, replaced or stopped; what an encoder sends and holds; what sends nothing although an m-line allows it. Transceivers and directions are those of the m-lines, at the time of each description.',
  advice: null,
};
