import { libraryVersion } from '../pages/serve.mjs';
import { BY_RECIPE, type Case, FRAME_MIB, type Started, type System } from '../types';

/** Without a server: the receiver is a frame of the page. */
const noServer = async (): Promise<Started> => ({ server: null, parameters: () => ({ publisher: {}, receiver: {} }) });

/** Its map of senders has an entry for each track that it was ever given (_senderMap), none of which it takes out. */
const TRACKS: Case['keeps'] = {
  mib: FRAME_MIB,
  why: 'simple-peer keeps every track that it was given, and the track of a canvas keeps its last frame',
};

const script = `./npm/simple-peer@${libraryVersion('simple-peer')}/simplepeer.min.js`;

export const simplePeer: System = {
  name: 'simple-peer',
  library: 'simple-peer',
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [
    { title: 'addTrack, removeTrack', parameters: { script }, keeps: TRACKS },
    { ...BY_RECIPE, parameters: { script, recipe: 'publish' }, keeps: TRACKS },
  ],
};

export const perfect: System = {
  name: 'perfect',
  library: null,
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [{ title: 'perfect negotiation, two-way', parameters: {}, idleKeepsMiB: FRAME_MIB }],
};

/** mediasoup-client with its own handler; the frame stands in for the router and its transport. */
export const mediasoup: System = {
  name: 'mediasoup',
  library: 'mediasoup-client',
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [
    {
      title: 'produce, close',
      parameters: {},
      refuses: { reuse: 'mediasoup-client expects' },
      flat: true,
      notInFirefox: 'The page uses mediasoup-client’s handler for Chrome.',
    },
  ],
};

/** JsSIP on both sides: the page and its frame exchange SIP messages by themselves. */
export const jssip: System = {
  name: 'jssip',
  library: 'jssip',
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [{ title: 'addTrack, removeTrack, re-INVITE', parameters: {}, idleKeepsMiB: FRAME_MIB }, BY_RECIPE],
};

/** SIP.js calls JsSIP: two stacks of different makers, without a server between. */
export const sipjs: System = {
  name: 'sip.js',
  library: 'sip.js',
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [{ title: 'addTrack, removeTrack, re-INVITE', parameters: {}, idleKeepsMiB: FRAME_MIB }, BY_RECIPE],
};

/** matrix-js-sdk on both sides: the page and its frame stand in for the homeserver. */
export const matrix: System = {
  name: 'matrix-js-sdk',
  library: 'matrix-js-sdk',
  find: null,
  start: noServer,
  receiver: 'frame',
  cases: [{ title: 'screen share of a call, on and off', parameters: {}, flat: true }],
};
