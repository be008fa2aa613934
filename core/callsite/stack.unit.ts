import { expect, test } from '@playwright/test';
import { sdkOf } from './sdk';
import { culpritOf, framePlace, parseStack, shortPlace } from './stack';

const STACK = `Error: x
    at RTCEngine.createSender (https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs:18231:31)
    at async Promise.all (index 0)
    at async LocalParticipant.publish (https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs:21877:24)
    at async share (https://app.example/assets/app.js?v=3:214:9)
    at new Foo (webpack-internal:///./src/foo.ts:7:1)
    at Object.eval [as go] (eval at <anonymous> (https://app.example/e.js:1:1), <anonymous>:3:5)
    at Array.forEach (<anonymous>)
    at https://app.example/main.js:1:2`;

test('frames of a V8 stack, with functions, lines and columns', () => {
  const frames = parseStack(STACK);
  expect(frames[0]).toEqual({
    fn: 'RTCEngine.createSender',
    url: 'https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs',
    line: 18231,
    column: 31,
    sdk: 'livekit-client',
  });
  expect(frames.find((frame) => frame.fn === 'async share')).toMatchObject({ line: 214, column: 9, sdk: null });
  expect(frames.find((frame) => frame.fn === 'new Foo')?.url).toBe('webpack-internal:///./src/foo.ts');
  expect(frames.at(-1)).toMatchObject({ fn: null, url: 'https://app.example/main.js', line: 1, column: 2 });
});

test('the app’s line is the first one outside libraries and extensions', () => {
  const withHook = STACK.replace('Error: x\n', 'Error: x\n    at wrapped (chrome-extension://abc/hook.js:1:2)\n');
  const { app, sdk } = culpritOf(withHook);
  expect(app && framePlace(app)).toBe('share() app.js:214:9');
  expect(sdk?.sdk).toBe('livekit-client');
});

test('text that is no stack has no frames and no culprit', () => {
  for (const text of ['', 'no stack', 'at at at', '\u0000'.repeat(100), 'Error\n    at (((((']) {
    expect(parseStack(text).every((frame) => typeof frame.url === 'string')).toBe(true);
  }
  expect(culpritOf(null)).toEqual({ app: null, sdk: null });
});

test('what is no script is no frame', () => {
  expect(parseStack(STACK).some((frame) => frame.url.startsWith('index'))).toBe(false);
});

test('a hostile stack is read in bounded time', () => {
  const start = performance.now();
  parseStack(`Error\n    at ${'a'.repeat(20_000)}`);
  parseStack(`Error\n${'    at x (http://a/b.js:1:1)\n'.repeat(700)}`);
  expect(performance.now() - start).toBeLessThan(200);
});

test('a long place is shortened to its file', () => {
  expect(shortPlace({ url: 'https://a.example/', line: 1, column: null })).toBe('a.example:1');
});

for (const [url, name] of [
  ['http://localhost:5173/node_modules/.vite/deps/livekit-client.js?v=1', 'livekit-client'],
  ['https://x.example/mediasoup-client.min.js', 'mediasoup-client'],
  ['webpack-internal:///./node_modules/lib-jitsi-meet/modules/RTC/x.js', 'lib-jitsi-meet'],
  ['https://sdk.twilio.com/js/video/releases/2.28.1/twilio-video.min.js', 'twilio-video'],
  ['https://download.agora.io/sdk/release/AgoraRTC_N-4.20.0.js', 'agora-rtc-sdk'],
  ['https://webrtc.github.io/adapter/adapter-latest.js', 'adapter.js'],
  ['https://app.example/janus.js', 'janus'],
  ['https://app.example/galene/static/protocol.js', 'galene'],
  ['https://app.example/gossip.js', null],
  ['https://app.example/galene/app.js', null],
  ['https://app.example/app.js', null],
  ['https://app.example/livekit.html?lib=peerjs', null],
] as const) {
  test(`library of ${url}`, () => expect(sdkOf(url)).toBe(name));
}
