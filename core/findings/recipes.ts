import type { PublishVerdict } from '../verdict/publish-verdict';

/** A place on the web that says more: an issue or a pull request of a library, or of the standard. */
export interface Link {
  text: string;
  url: string;
}

/** How the page itself would end the growth; the demo runs the generic ones (docs/patches.md). */
export interface Recipe {
  title: string;
  steps: readonly string[];
  code: string | null;
  links: readonly Link[];
}

const github = (repository: string, number: number, what: string): Link => ({
  text: `${repository} ${number}: ${what}`,
  url: `https://github.com/${repository}/issues/${number}`,
});

const STANDARD = [
  github('w3c/webrtc-pc', 2639, 'how to reuse a transceiver'),
  github('w3c/webrtc-pc', 2087, 'what a reused sender keeps'),
];

const REUSE: Recipe = {
  title: 'Reuse the idle transceiver',
  steps: [
    'Remember the transceivers that you made to publish: receive slots also turn inactive, and they send nothing.',
    'To publish again, take one that is inactive and without a track, in place of addTransceiver() or addTrack().',
    'Reset what the last publish set: setParameters(), setCodecPreferences().',
  ],
  code: `function publish(pc, track) {
  const idle = pc.getTransceivers().find((t) =>
    mine.has(t) && t.direction === 'inactive' && t.currentDirection === 'inactive' &&
    !t.sender.track && t.receiver.track.kind === track.kind);
  if (!idle) {
    const made = pc.addTransceiver(track, { direction: 'sendonly' });
    mine.add(made); // a WeakSet
    return made;
  }
  idle.direction = 'sendonly';
  idle.sender.replaceTrack(track);
  return idle;
}`,
  links: STANDARD,
};

const STOP: Recipe = {
  title: 'Or stop it when you unpublish',
  steps: [
    'Detach the track first, then stop; the encoder is freed by the next setLocalDescription() with an offer, and a later publish recycles the m-line.',
    'Keep the first m-line: stopping it rebuilds the transport. Once stopped, a transceiver can never send again.',
  ],
  code: `function unpublish(pc, transceiver) {
  pc.removeTrack(transceiver.sender);
  transceiver.stop();
  // renegotiate
}`,
  links: [github('livekit/livekit', 1850, 'setRemoteDescription() fails after a stop')],
};

const RESUME: Recipe = {
  title: 'Resume the paused one',
  steps: [
    'The page takes the track or the direction away and keeps the transceiver, then publishes on a new one.',
    'Publish on the one that you paused; or end it for good, with removeTrack() and stop().',
  ],
  code: `// In place of another addTransceiver() or addTrack():
await transceiver.sender.replaceTrack(track);
transceiver.direction = 'sendonly';
// renegotiate, if the direction changed`,
  links: STANDARD,
};

const AFTER_TRACK_END: Recipe = {
  title: 'Give the sender the new track, or take the old one away',
  steps: [
    'stop() ends a track, not the sender that has it: its encoder, transceiver and m-line stay.',
    'To publish again, replace the track of the sender that you have, in place of addTrack() or addTransceiver().',
    'To unpublish, call removeTrack() before the track’s stop(). Only then may the transceiver be reused or stopped.',
  ],
  code: `async function publish(pc, track) {
  const sender = pc.getSenders().find((each) =>
    each.track?.readyState === 'ended' && each.track.kind === track.kind);
  if (!sender) return pc.addTrack(track);
  await sender.replaceTrack(track); // no negotiation
  return sender;
}

function unpublish(pc, sender) {
  const { track } = sender;
  pc.removeTrack(sender);
  track.stop();
  // renegotiate
}`,
  links: STANDARD,
};

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

const RECIPES: Record<string, Recipe> = {
  'livekit-client': {
    title: 'livekit-client: keep the publication, change its track',
    steps: [
      'unpublishTrack() leaves an inactive transceiver behind, and publishTrack() makes another: pull request 1827 hands the inactive one back. To see what it would do here, choose Reuse at “Try a fix”.',
      'Until your version has it: do not unpublish. Pause the upstream, and replace the track for the next share. Others see a publication without a picture meanwhile, and so does an egress.',
    ],
    code: `// Stop sharing:
await publication.track.pauseUpstream();
mediaStreamTrack.stop();
// Share again:
await publication.track.replaceTrack(newMediaStreamTrack);
await publication.track.resumeUpstream();`,
    links: [
      github('livekit/client-sdk-js', 1827, 'reuse inactive publisher transceivers'),
      github('livekit/client-sdk-js', 1554, 'errors of an earlier reuse'),
    ],
  },
  'mediasoup-client': {
    title: 'mediasoup-client: replace the track of the producer',
    steps: [
      'A closed producer’s transceiver is stopped and its m-line recycled, so look first whether every producer is closed, on the server too.',
      'To share again without a new m-line, pause the producer and replace its track.',
    ],
    code: `producer.pause();
// Share again:
await producer.replaceTrack({ track });
producer.resume();`,
    links: [github('versatica/mediasoup-client', 89, 'reuse m= sections for sending')],
  },
  'twilio-video': {
    title: 'twilio-video: an unpublished track’s transceiver should be recycled',
    steps: ['It reuses transceivers by itself. Look whether tracks are unpublished at all, and update the library.'],
    code: 'room.localParticipant.unpublishTrack(track);\ntrack.stop();',
    links: [
      github('twilio/twilio-video.js', 1230, 'a race when recycling transceivers'),
      github('twilio/twilio-video.js', 1682, 'layers after a reuse'),
    ],
  },
  'simple-peer': {
    title: 'simple-peer: replace the track',
    steps: ['addTrack() after removeTrack() makes another transceiver each time. Replace the track of the first.'],
    code: 'peer.replaceTrack(oldTrack, newTrack, stream);',
    links: [github('feross/simple-peer', 462, 'the description grows with each stream')],
  },
  'amazon-chime-sdk-js': {
    title: 'amazon-chime-sdk-js: known of reused transceivers',
    steps: ['After a reuse the receiver may first show a frame of the previous share.'],
    code: null,
    links: [github('aws/amazon-chime-sdk-js', 1831, 'a frame of the previous share')],
  },
};

/** What to do about a growing one: the library's recipe where it is recognised, then those for its way to unpublish. */
export function recipesFor({
  culprit,
  unpublishMethod,
}: Pick<PublishVerdict, 'culprit' | 'unpublishMethod'>): Recipe[] {
  const own = culprit.sdk?.sdk && Object.hasOwn(RECIPES, culprit.sdk.sdk) ? [RECIPES[culprit.sdk.sdk]!] : [];
  if (unpublishMethod === 'track-ended') return [...own, AFTER_TRACK_END];
  const paused = unpublishMethod === 'track-null' || unpublishMethod === 'direction';
  return [...own, ...(paused ? [RESUME, STOP] : [REUSE, STOP])];
}
