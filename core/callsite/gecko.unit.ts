import { expect, test } from '@playwright/test';
import { parseGecko } from './gecko';
import { culpritOf, framePlace, parseStack } from './stack';

const STACK = `addTransceiver@https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs:18231:31
async*publish@https://cdn.example/npm/livekit-client@2.23.0/dist/livekit-client.esm.mjs:21877:24
async*share@https://app.example/assets/app.js?v=3:214:9
onclick/<@https://app.example/@scope/main.js:7:1
promise callback*@https://app.example/main.js:1:2
@https://app.example/e.js line 3 > eval:1:1
EventListener.handleEvent*f@https://app.example/g.js:5:6
`;

test('frames of a stack of Firefox, with functions, lines and columns', () => {
  const frames = parseStack(STACK);
  expect(frames.map(({ fn }) => fn)).toEqual([
    'addTransceiver',
    'async publish',
    'async share',
    'onclick',
    null,
    null,
    'EventListener.handleEvent*f',
  ]);
  expect(frames[0]).toMatchObject({ line: 18231, column: 31, sdk: 'livekit-client' });
  expect(frames[3]).toMatchObject({ url: 'https://app.example/@scope/main.js', line: 7, column: 1 });
  expect(frames[5]).toMatchObject({ url: 'https://app.example/e.js', line: 3, column: null });
  const { app } = culpritOf(STACK);
  expect(app && framePlace(app)).toBe('share() app.js:214:9');
});

test('our own frames, which have no address, and those of extensions are no line of the app', () => {
  const text = `entered@<anonymous code>:6:2351\nx@moz-extension://0a-1b/hook.js:1:2\nshare@https://app.example/app.js:214:9`;
  expect(culpritOf(text).app).toMatchObject({ fn: 'share', line: 214 });
});

test('a bundled library is known by the names of its methods alone', () => {
  const livekit = `addTransceiver@https://app.example/b.js:1:1
addPublisherTransceiver@https://app.example/b.js:1:2
createTransceiverRTCRtpSender@https://app.example/b.js:1:3
share@https://app.example/b.js:9:9`;
  expect(parseStack(livekit).map(({ sdk }) => sdk)).toEqual([
    'livekit-client',
    'livekit-client',
    'livekit-client',
    null,
  ]);
  const mediasoup = `send@https://app.example/b.js:1:1\nproduce/<@https://app.example/b.js:1:2\nshare@https://app.example/b.js:9:9`;
  expect(parseStack(mediasoup).map(({ sdk }) => sdk)).toEqual(['mediasoup-client', 'mediasoup-client', null]);
  expect(parseStack('send@https://app.example/b.js:1:1\nshare@https://app.example/b.js:2:2')[0]!.sdk).toBeNull();
});

test('hostile lines take linear time', () => {
  const lines = [
    '"@'.repeat(500_000),
    'a'.repeat(1_000_000),
    `f@${':1'.repeat(500_000)}`,
    `${' '.repeat(1_000_000)}*@x:1:1`,
  ];
  for (const line of [...lines, `f@x${' line 1 > '.repeat(100_000)}`, `f${'/<'.repeat(500_000)}x@y:1:1`]) {
    const start = performance.now();
    parseGecko(line);
    expect(performance.now() - start).toBeLessThan(200);
  }
});
