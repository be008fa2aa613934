import type { Culprit } from '../../callsite/stack';
import { github, type Recipe } from './recipe';

/** What a page wants to do through a library: publish again, send another track, or end the connection. */
export type Purpose = 'publish' | 'switch' | 'close';

const simple = (title: string, step: string, code: string): Recipe => ({ title, steps: [step], code, links: [] });

/** Of the SIP libraries, which send a re-INVITE for each change of tracks. */
const keepSender = (library: string) =>
  simple(
    `${library}: keep the sender, replace its track`,
    'addTrack() after removeTrack() makes another transceiver with each re-INVITE. Keep the sender: replaceTrack(null) to stop, replaceTrack() to share again, without a re-INVITE.',
    `async function stopSharing(sender) {
  await sender.replaceTrack(null);
}

async function shareAgain(sender, track) {
  await sender.replaceTrack(track);
}`,
  );

/** What an app calls of a client library, in place of the calls that the library makes on the connection. */
const RECIPES: Record<string, Partial<Record<Purpose, Recipe>>> = {
  'livekit-client': {
    publish: {
      title: 'livekit-client: keep the publication, change its track',
      steps: [
        'unpublishTrack() leaves an inactive transceiver behind, and publishTrack() makes another: pull request 1827 hands the inactive one back. To see what it would do here, choose Reuse at “Try a fix”.',
        'Until your version has it: do not unpublish. Pause the upstream, and replace the track for the next share. Others see a publication without a picture meanwhile, and so does an egress.',
      ],
      code: `async function stopSharing(publication) {
  const { mediaStreamTrack } = publication.track;
  await publication.track.pauseUpstream();
  mediaStreamTrack.stop();
}

async function shareAgain(publication, mediaStreamTrack) {
  await publication.track.replaceTrack(mediaStreamTrack);
  await publication.track.resumeUpstream();
}`,
      links: [
        github('livekit/client-sdk-js', 1827, 'reuse inactive publisher transceivers'),
        github('livekit/client-sdk-js', 1554, 'errors of an earlier reuse'),
      ],
    },
    switch: simple(
      'livekit-client: replace the track of the publication',
      'The publication stays, and its sender takes the new track.',
      `async function switchTrack(publication, mediaStreamTrack) {
  await publication.track.replaceTrack(mediaStreamTrack);
}`,
    ),
    close: simple(
      'livekit-client: disconnect the room',
      'A room keeps its connections until it is disconnected, also one that failed to connect.',
      `async function leave(room) {
  await room.disconnect();
}`,
    ),
  },
  'mediasoup-client': {
    publish: {
      title: 'mediasoup-client: replace the track of the producer',
      steps: [
        'A closed producer’s transceiver is stopped and its m-line recycled, so look first whether every producer is closed, on the server too.',
        'To share again without a new m-line, pause the producer and replace its track.',
      ],
      code: `function stopSharing(producer) {
  producer.pause();
}

async function shareAgain(producer, track) {
  await producer.replaceTrack({ track });
  producer.resume();
}`,
      links: [github('versatica/mediasoup-client', 89, 'reuse m= sections for sending')],
    },
    switch: simple(
      'mediasoup-client: replace the track of the producer',
      'The producer stays, and its sender takes the new track.',
      `async function switchTrack(producer, track) {
  await producer.replaceTrack({ track });
}`,
    ),
    close: simple(
      'mediasoup-client: close the transport',
      'Each transport is a connection of its own, until its close().',
      `function leave(transport) {
  transport.close();
}`,
    ),
  },
  'twilio-video': {
    publish: {
      title: 'twilio-video: an unpublished track’s transceiver should be recycled',
      steps: ['It reuses transceivers by itself. Look whether tracks are unpublished at all, and update the library.'],
      code: `function stopSharing(room, track) {
  room.localParticipant.unpublishTrack(track);
  track.stop();
}`,
      links: [
        github('twilio/twilio-video.js', 1230, 'a race when recycling transceivers'),
        github('twilio/twilio-video.js', 1682, 'layers after a reuse'),
      ],
    },
    close: simple(
      'twilio-video: disconnect the room',
      'A room keeps its connections until it is disconnected.',
      `function leave(room) {
  room.disconnect();
}`,
    ),
  },
  'simple-peer': {
    publish: {
      title: 'simple-peer: replace the track',
      steps: [
        'addTrack() after removeTrack() makes another transceiver each time. Replace the track of the first.',
        'simple-peer keeps the old tracks, and that of a canvas its last frame: 3.5 MiB at 720p.',
      ],
      code: `function shareAgain(peer, oldTrack, newTrack, stream) {
  peer.replaceTrack(oldTrack, newTrack, stream);
}`,
      links: [github('feross/simple-peer', 462, 'the description grows with each stream')],
    },
    switch: simple(
      'simple-peer: replace the track',
      'The sender of the old track takes the new one.',
      `function switchTrack(peer, oldTrack, newTrack, stream) {
  peer.replaceTrack(oldTrack, newTrack, stream);
}`,
    ),
    close: simple(
      'simple-peer: destroy the peer',
      'A peer keeps its connection until it is destroyed.',
      `function leave(peer) {
  peer.destroy();
}`,
    ),
  },
  janus: {
    publish: {
      title: 'janus.js: keep the m-line, replace its track',
      steps: [
        'remove: true leaves an idle sender behind, and add: true makes another transceiver. Pause the track instead, and replace it for the next share.',
      ],
      code: `function stopSharing(handle, mid) {
  handle.replaceTracks({ tracks: [{ type: 'video', mid, capture: null }] });
}

function shareAgain(handle, mid, track) {
  handle.replaceTracks({ tracks: [{ type: 'video', mid, capture: track }] });
}`,
      links: [],
    },
    close: simple(
      'janus.js: detach the handle',
      'A handle keeps its connection until it is hung up or detached.',
      `function leave(handle) {
  handle.detach();
}`,
    ),
  },
  peerjs: {
    publish: simple(
      'PeerJS: keep the call, replace its track',
      'PeerJS does not negotiate a call again, so a new call is a new connection. Replace the track of the call that you have.',
      `async function shareAgain(call, track) {
  const sender = call.peerConnection.getSenders().find((each) => each.track?.kind === track.kind);
  await sender.replaceTrack(track);
}`,
    ),
    close: simple(
      'PeerJS: close the call',
      'Each call has a connection of its own, which stays until the call is closed.',
      `function stopSharing(call) {
  call.close();
}`,
    ),
  },
  jssip: {
    publish: keepSender('JsSIP'),
    close: simple(
      'JsSIP: terminate the session',
      'A session keeps its connection until it is terminated.',
      `function leave(session) {
  session.terminate();
}`,
    ),
  },
  'sip.js': {
    publish: keepSender('SIP.js'),
  },
  galene: {
    publish: simple(
      'Galene: keep the stream, replace its track',
      'Each stream has a connection of its own. Keep the stream, and replace the track of its sender.',
      `const videoSender = (stream) =>
  stream.pc.getTransceivers().find(({ receiver }) => receiver.track.kind === 'video').sender;

async function stopSharing(stream) {
  await videoSender(stream).replaceTrack(null);
}

async function shareAgain(stream, track) {
  await videoSender(stream).replaceTrack(track);
}`,
    ),
    close: simple(
      'Galene: close the stream',
      'Each stream has a connection of its own, which stays until the stream is closed.',
      `function stopSharing(stream) {
  stream.close();
}`,
    ),
  },
  mediamtx: {
    close: simple(
      'MediaMTX: close the publisher',
      'Each publisher has a connection of its own (WHIP), which stays until the publisher is closed.',
      `function stopSharing(publisher) {
  publisher.close();
}`,
    ),
  },
  'amazon-chime-sdk-js': {
    publish: {
      title: 'amazon-chime-sdk-js: known of reused transceivers',
      steps: ['After a reuse the receiver may first show a frame of the previous share.'],
      code: null,
      links: [github('aws/amazon-chime-sdk-js', 1831, 'a frame of the previous share')],
    },
  },
};

/** The recipe of the library that made the call, for this purpose; empty where it is not recognized, or has none. */
export function libraryRecipes({ sdk }: Pick<Culprit, 'sdk'>, purpose: Purpose): Recipe[] {
  const name = sdk?.sdk;
  const recipe = name && Object.hasOwn(RECIPES, name) ? RECIPES[name]![purpose] : undefined;
  return recipe ? [recipe] : [];
}
