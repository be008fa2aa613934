/**
 * Client libraries that make transceivers on an app's behalf, recognised by the path of the script
 * (a package in node_modules, a CDN's URL, a file named after the package). Bundled into the app's
 * own file they cannot be told apart, and the frame counts as the app's.
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
  ['ion-sdk-js', /ion-sdk/],
  ['pion', /@pion\//],
  ['adapter.js', /webrtc-adapter|adapter(-latest|\.min|\.\w+)?\.js/],
  ['zone.js', /zone(\.min|\.umd|-evergreen)?\.js|\/zone\.js\//],
  ['sentry', /@sentry|sentry(-cdn)?\.|bundle\.tracing/],
];

/** Name of the library that a script belongs to, or null for the app's own (or unknown) code. */
export function sdkOf(url: string): string | null {
  const path = url.replace(/[?#].*$/, '');
  return SDKS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}
