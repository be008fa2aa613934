import { type Recipe, STANDARD } from './recipe';

/** For a track that is switched: another camera, another microphone, another share. */
const replacing = (call: 'getUserMedia' | 'getDisplayMedia', step: string): Recipe => ({
  title: 'Replace the track',
  steps: [step],
  code: `async function switchDevice(sender, constraints) {
  const stream = await navigator.mediaDevices.${call}(constraints);
  const [track] = stream.getTracks();
  const before = sender.track;
  await sender.replaceTrack(track);
  before?.stop();
}`,
  links: STANDARD,
});

export const SWITCH_DEVICE = replacing(
  'getUserMedia',
  'Another device is another track of the same sender. No new transceiver, no negotiation.',
);

export const SHARE_AGAIN = replacing(
  'getDisplayMedia',
  'Another share is another track of the same sender. No new transceiver, no negotiation. The browser asks the user, and only after a click.',
);
