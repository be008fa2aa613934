import { type Recipe, STANDARD } from './recipe';

/** For a track that is switched: another camera, another microphone. */
export const SWITCH_DEVICE: Recipe = {
  title: 'Replace the track',
  steps: ['Another device is another track of the same sender. No new transceiver, no negotiation.'],
  code: `async function switchDevice(sender, constraints) {
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  const [track] = stream.getTracks();
  const before = sender.track;
  await sender.replaceTrack(track);
  before?.stop();
}`,
  links: STANDARD,
};
