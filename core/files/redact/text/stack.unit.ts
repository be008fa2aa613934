import { expect, test } from '@playwright/test';
import { sdkVersionOf } from '../../../callsite/sdk';
import { parseStack } from '../../../callsite/stack';
import { redactStack } from './stack';
import { StandIns } from './stand-ins';

const SCRIPTS = [
  'https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs',
  'https://app.example/node_modules/mediasoup-client/lib/index.js?v=3',
  'https://sdk.twilio.com/js/video/releases/2.28.1/twilio-video.min.js',
  'https://app.example/libs/lib-jitsi-meet.min.js',
  'https://app.example/amazon-chime-sdk.min.js',
  'https://download.agora.io/sdk/release/AgoraRTC_N-4.20.0.js',
  'https://app.example/@stream-io/video-client/index.js',
  'https://static.opentok.com/v2/js/opentok.min.js',
  'https://unpkg.com/@daily-co/daily-js',
  'https://app.example/janus.min.js',
  'https://app.example/simplepeer.min.js',
  'https://unpkg.com/peerjs@1.5.4/dist/peerjs.min.js',
  'https://app.example/jssip-3.10.1.js',
  'https://app.example/sip-0.21.2.min.js',
  'https://app.example/node_modules/matrix-js-sdk/lib/webrtc/call.js',
  'https://app.example/galene.js',
  'https://app.example/mediamtx/publisher.js',
  'https://app.example/ion-sdk-js/x.js',
  'https://app.example/@pion/x.js',
  'https://webrtc.github.io/adapter/adapter-latest.js',
  'https://app.example/zone.min.js',
  'https://browser.sentry-cdn.com/8.1.0/bundle.tracing.min.js',
];
for (const url of SCRIPTS) {
  test(`the library stays recognized, with its version: ${url}`, () => {
    const text = `    at a (${url}:1:2)`;
    const [before] = parseStack(text);
    const [after] = parseStack(redactStack(text, new StandIns()));
    expect(before!.sdk).not.toBeNull();
    expect(after).toMatchObject({ sdk: before!.sdk, line: 1, column: 2 });
    expect(sdkVersionOf(after!.url)).toBe(sdkVersionOf(url));
  });
}

test('a library that is bundled is recognized by its classes, and an app’s class is not', () => {
  const text = [
    'at PCTransport.createAndSetOffer (https://app.example/app.js:1:1)',
    'at async LocalParticipant.publish (https://app.example/app.js:2:1)',
    'at async Meeting.share (https://app.example/app.js:3:1)',
    'at new Chrome111.send [as run] (https://app.example/app.js:4:1)',
  ].join('\n');
  const frames = parseStack(redactStack(text, new StandIns()));
  expect(frames.map(({ fn, sdk }) => [fn, sdk])).toEqual([
    ['PCTransport.fn-1', 'livekit-client'],
    ['async LocalParticipant.fn-2', 'livekit-client'],
    ['async fn-3', null],
    ['new Chrome111.send.fn-4', null],
  ]);
});

test('a library whose script has any name is recognized by its classes still', () => {
  const names = (fn: string) => {
    const stack = redactStack(`    at ${fn} (https://app.example/client.js:1:1)`, new StandIns());
    return parseStack(stack).map(({ fn, sdk }) => [fn, sdk]);
  };
  expect(names('ServerConnection.newUpStream')).toEqual([['ServerConnection.newUpStream.fn-1', 'galene']]);
  expect(names('MatrixCall.pushLocalFeed')).toEqual([['MatrixCall.fn-1', 'matrix-js-sdk']]);
});

test('what MediaMTX serves is recognized by its method and its name together, and stays recognized', () => {
  const stack = (script: string) =>
    [
      `    at #setupPeerConnection (https://media.example/${script}:1:1)`,
      `    at https://media.example/${script}:2:1`,
      '    at share (https://app.example/app.js:3:1)',
    ].join('\n');
  const sdks = (text: string) => parseStack(text).map(({ sdk }) => sdk);
  for (const text of [stack('publisher.js'), redactStack(stack('live/publisher.js?v=1'), new StandIns())]) {
    expect(sdks(text)).toEqual(['mediamtx', 'mediamtx', null]);
  }
  expect(sdks(stack('call.js'))).toEqual([null, null, null]);
});

test('an extension’s frame is no line of the app’s still', () => {
  const stack = redactStack('    at f (chrome-extension://abcdef/content.js:1:2)', new StandIns());
  expect(stack).toBe('    at fn-1 (chrome-extension://removed/script-1:1:2)');
});
