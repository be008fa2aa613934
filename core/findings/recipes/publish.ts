import type { PublishVerdict } from '../../verdict/publishes/publish-verdict';
import { libraryRecipes } from './libraries';
import { github, type Recipe, STANDARD } from './recipe';

export const REUSE: Recipe = {
  title: 'Reuse the idle transceiver',
  steps: [
    'Keep track of the transceivers that you created for publishing; unused receive slots are inactive too.',
    'To publish again, take an inactive transceiver without a track instead of calling addTransceiver() or addTrack().',
    'Reset what the last publish set: setParameters(), setCodecPreferences().',
  ],
  code: `const mine = new WeakSet(); // the transceivers that were made to publish

function publish(pc, track) {
  const idle = pc.getTransceivers().find((t) =>
    mine.has(t) && t.direction === 'inactive' && t.currentDirection === 'inactive' &&
    !t.sender.track && t.receiver.track.kind === track.kind);
  if (!idle) {
    const made = pc.addTransceiver(track, { direction: 'sendonly' });
    mine.add(made);
    return made;
  }
  idle.direction = 'sendonly';
  idle.sender.replaceTrack(track);
  return idle;
}`,
  links: STANDARD,
};

export const STOP: Recipe = {
  title: 'Or stop it when you unpublish',
  steps: [
    'Detach the track first, then stop; the encoder is freed by the next setLocalDescription() with an offer, and a later publish recycles the m-line.',
    'Keep the first m-line: stopping it rebuilds the transport. Once stopped, a transceiver can never send again.',
  ],
  code: `function unpublish(pc, sender) {
  const transceiver = pc.getTransceivers().find((t) => t.sender === sender);
  pc.removeTrack(sender);
  transceiver.stop();
  // renegotiate
}`,
  links: [github('livekit/livekit', 1850, 'setRemoteDescription() fails after a stop')],
};

const RESUME: Recipe = {
  title: 'Resume the paused transceiver',
  steps: [
    'The page takes the track or the direction away and keeps the transceiver, then publishes on a new one.',
    'Publish on the transceiver that you paused; or end it for good, with removeTrack() and stop().',
  ],
  code: `// In place of another addTransceiver() or addTrack():
async function resume(transceiver, track) {
  await transceiver.sender.replaceTrack(track);
  if (transceiver.direction === 'inactive') transceiver.direction = 'sendonly';
  if (transceiver.direction === 'recvonly') transceiver.direction = 'sendrecv';
  // renegotiate, if the direction changed
}`,
  links: STANDARD,
};

const AFTER_TRACK_END: Recipe = {
  title: 'Give the sender the new track',
  steps: [
    'stop() ends a track, not the sender that has it: its encoder, transceiver and m-line stay.',
    'To publish again, replace the track of the sender that you have, in place of addTrack() or addTransceiver().',
  ],
  code: `async function publish(pc, track) {
  const idle = pc.getTransceivers().find(({ direction, sender }) => direction !== 'stopped' &&
    sender.track?.readyState === 'ended' && sender.track.kind === track.kind);
  if (!idle) return pc.addTrack(track);
  await idle.sender.replaceTrack(track); // no negotiation, unless the direction was changed as well:
  if (idle.direction === 'inactive') idle.direction = 'sendonly';
  if (idle.direction === 'recvonly') idle.direction = 'sendrecv';
  return idle.sender;
}`,
  links: STANDARD,
};

/** What to do about a growing one: the library's recipe where it is recognized, then those for its way to unpublish. */
export function recipesFor({
  culprit,
  unpublishMethod,
}: Pick<PublishVerdict, 'culprit' | 'unpublishMethod'>): Recipe[] {
  const own = libraryRecipes(culprit, 'publish');
  if (unpublishMethod === 'track-ended') return [...own, AFTER_TRACK_END, STOP];
  const paused = unpublishMethod === 'track-null' || unpublishMethod === 'direction';
  return [...own, ...(paused ? [RESUME, STOP] : [REUSE, STOP])];
}
