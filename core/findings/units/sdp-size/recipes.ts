import { REUSE, STOP } from '../../recipes/publish';
import type { Recipe } from '../../recipes/recipe';

const FEWER_CODECS: Recipe = {
  title: 'Or offer fewer codecs',
  steps: [
    'Most of an m-line lists codecs. Where all transceivers are needed, offer only the codecs that your far ends use, with rtx for them.',
  ],
  code: `function offerOnly(transceiver, mimeTypes) {
  const { kind } = transceiver.receiver.track;
  const { codecs } = RTCRtpReceiver.getCapabilities(kind);
  transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeTypes.includes(mimeType)));
}
// For example, before the offer: offerOnly(transceiver, ['video/VP8', 'video/rtx']);`,
  links: [],
};

export const RECIPES: readonly Recipe[] = [REUSE, STOP, FEWER_CODECS];
