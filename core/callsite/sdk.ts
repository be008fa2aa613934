import { LIVEKIT, MEDIASOUP } from '../../protocol/libraries';

/**
 * Client libraries that create transceivers on an app's behalf, recognized by the path of the script
 * (a package in node_modules, a CDN URL, a file named after the package). A library that is bundled
 * into the app's own file can't be recognized this way: its frames count as the app's.
 */
const SDKS: [name: string, pattern: RegExp][] = [
  ['livekit-client', /livekit-client/],
  ['mediasoup-client', /mediasoup-?client/],
  ['twilio-video', /twilio-video|@twilio\/video|sdk\.twilio\.com\/js\/video/],
  ['lib-jitsi-meet', /lib-jitsi-meet/],
  ['amazon-chime-sdk-js', /amazon-chime-sdk/],
  ['agora-rtc-sdk', /agora-?rtc/i],
  ['stream-video', /@stream-io\/video|stream-video/],
  ['opentok', /opentok|@vonage\/(client-sdk-)?video/],
  ['daily-js', /daily-(js|iframe)|@daily-co\//],
  ['janus', /janus(-gateway)?(\.min)?\.m?js|janus-gateway/],
  ['simple-peer', /simple-?peer/],
  ['peerjs', /peerjs/],
  ['jssip', /\bjssip/],
  ['sip.js', /\bsip(\.js)?([-.@]\d[\w.]*)?(\.min)?\.js\b/],
  ['matrix-js-sdk', /matrix-js-sdk/],
  ['galene', /\bgalene(\.min)?\.m?js\b|galene\/static\/protocol\.js/],
  ['mediamtx', /mediamtx[\w./@-]*\.m?js\b/i],
  ['ion-sdk-js', /ion-sdk/],
  ['pion', /@pion\//],
  ['adapter.js', /webrtc-adapter|adapter(-latest|\.min|\.\w+)?\.js/],
  ['zone.js', /zone(\.min|\.umd|-evergreen)?\.js|\/zone\.js\//],
  ['sentry', /@sentry|sentry(-cdn)?\.|bundle\.tracing/],
];

/** Name of the library that a script belongs to; null for the app's own or unknown code. */
export function sdkOf(url: string): string | null {
  const path = url.replace(/[?#].*$/, '');
  return SDKS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

/** Where packages lie in a source's path. */
export const PACKAGES = '/node_modules/';

/** The same for a source that a map names. Only packages count: an app's own file may be named after a library. */
export function sdkOfSource(url: string): string | null {
  const at = url.lastIndexOf(PACKAGES);
  return at < 0 ? null : sdkOf(url.slice(at));
}

/** Version in a script's path, as CDNs and packages write it (`name@2.23.0`, `/2.28.1/`, `_N-4.20.0.js`); null if there is none. */
export function sdkVersionOf(url: string): string | null {
  const path = url.replace(/[?#].*$/, '');
  return /[@/_-]v?(\d+\.\d+\.\d+(?:-[a-z]+[\w.]*?)?)(?=[/_-]|\.(?:min|umd|esm|js|mjs)|$)/i.exec(path)?.[1] ?? null;
}

/**
 * Libraries that are bundled into the app's file, by their class names, if the build kept them. A name
 * in `sure` identifies the library by itself; a name in `also` counts only together with a sure one. Firefox writes
 * a method without its class: `methods` are names that no one else has, and what such a one calls is the library's.
 */
const LIBRARY_CLASSES: { sdk: string; sure: RegExp; also: RegExp; methods?: RegExp }[] = [
  {
    sdk: 'livekit-client',
    sure: /\b(?:PCTransport|PCTransportManager|RTCEngine)\./,
    also: /\b(?:LocalParticipant|LocalTrackPublication|LocalTrack|LocalVideoTrack|LocalAudioTrack|Room|Participant)\./,
    methods: new RegExp(
      `${LIVEKIT.source}|\\bcreate(?:Simulcast)?Transceiver(?:RTCRtp)?Sender\\b|\\bpublishOrRepublishTrack\\b`,
    ),
  },
  {
    sdk: 'mediasoup-client',
    sure: MEDIASOUP,
    also: /\b(?:Transport|AwaitQueue|Producer)\./,
  },
  {
    sdk: 'twilio-video',
    sure: /\bPeerConnectionV2\./,
    also: /\b(?:RoomV2|PeerConnectionManager|LocalParticipant|LocalParticipantV2)\./,
  },
  {
    sdk: 'lib-jitsi-meet',
    sure: /\b(?:TraceablePeerConnection|TPCUtils)\./,
    also: /\b(?:JingleSessionPC|JitsiConference|JitsiLocalTrack)\./,
  },
  {
    sdk: 'matrix-js-sdk',
    sure: /\bMatrixCall\./,
    also: /\b(?:GroupCall|CallEventHandler|MediaHandler)\./,
  },
  // Its server serves it as protocol.js.
  {
    sdk: 'galene',
    sure: /\bServerConnection\.(?:newUpStream|gotOffer)\b/,
    also: /\bStream\./,
  },
];

/** MediaMTX serves its clients under names that many have; their private method tells them apart. */
const MEDIAMTX = { script: /\/(?:publisher|reader)\.js$/, method: '#setupPeerConnection' };

/** Whether a frame is of a client as MediaMTX serves it. */
const isMediamtx = ({ fn, url }: NamedFrame) =>
  fn === MEDIAMTX.method && MEDIAMTX.script.test(url.replace(/[?#].*$/, ''));

interface NamedFrame {
  fn: string | null;
  url: string;
}

/** The library of each function of a stack, by function name; null for the app's own. */
export function sdksByName(frames: readonly NamedFrame[]): (string | null)[] {
  const served = frames.find(isMediamtx);
  if (served) return frames.map(({ url }) => (url === served.url ? 'mediamtx' : null));
  const functions = frames.map(({ fn }) => fn);
  const unqualified = functions.map(
    (name) => LIBRARY_CLASSES.find(({ methods }) => name !== null && methods?.test(name))?.sdk ?? null,
  );
  const outermost = unqualified.findLastIndex((sdk) => sdk !== null);
  if (outermost >= 0 && !functions[outermost]!.includes('.')) {
    return functions.map((_, i) => (i <= outermost ? unqualified[outermost]! : null));
  }
  // mediasoup-client in Firefox: Transport.produce() calls the send() of its handler.
  if (functions[0] === 'send' && functions[1] === 'produce')
    return functions.map((_, i) => (i < 2 ? 'mediasoup-client' : null));
  const library = LIBRARY_CLASSES.find(({ sure }) => functions.some((name) => name !== null && sure.test(name)));
  if (!library) return functions.map(() => null);
  const { sdk, sure, also } = library;
  return functions.map((name) => (name !== null && (sure.test(name) || also.test(name)) ? sdk : null));
}

/** Class names of libraries in a function's name, if they identify a library. */
export function libraryNamesIn(fn: string): string[] {
  const found = LIBRARY_CLASSES.flatMap(({ sure, also }) =>
    [sure.exec(fn)?.[0] ?? [], also.exec(fn)?.[0] ?? []].flat(),
  );
  // The only name that the expressions above don't spell out.
  return [...new Set(found.map((name) => name.replace(/^ReactNative\w*/, 'ReactNative')))];
}
