import { expect, test } from '@playwright/test';
import { crashText, type Diagnostics, type DocumentCounts, diagnosticsText, withoutPage } from './diagnostics';

const DOCUMENT: DocumentCounts = {
  top: true,
  live: true,
  patch: 'none',
  connections: 2,
  openConnections: 1,
  transceivers: 26,
  idle: 19,
  logEntries: 412,
  droppedEntries: 3,
  errors: [],
};

const FACTS: Diagnostics = {
  version: '0.1.0',
  protocol: 1,
  browser: 'Chromium 156.0.7651.2 on Linux 6.8',
  theme: 'dark',
  width: 900,
  height: 300,
  pixelRatio: 2,
  shown: 'page',
  access: 'ok',
  samplingMs: 1_000,
  paused: true,
  patch: 'none',
  documents: [DOCUMENT, { ...DOCUMENT, top: false, live: false, transceivers: 4, idle: 1 }],
  runs: 2,
  readings: 0,
  errors: [],
};

test('versions, counts and the patch, a line a matter', () => {
  expect(diagnosticsText(FACTS).split('\n')).toEqual([
    'Transceiver Inspector 0.1.0, protocol 1',
    'Browser: Chromium 156.0.7651.2 on Linux 6.8',
    'Panel: page, dark, 900 x 300 px at 2',
    'Access: ok; sampling every 1000 ms, paused',
    'Patch: None',
    'Documents: 2, 1 live',
    'Connections: 4, 2 open',
    'Transceivers: 30, 20 idle',
    'Log: 824 entries, 6 dropped',
    'Runs: 2; readings: 0',
    'Own errors: none',
  ]);
});

test('own errors: whose, where, what and how often', () => {
  const errors = [{ at: 1, where: 'message', message: '"transceivers[0].id" must be a whole number', count: 3 }];
  const hook = [
    { at: 2, where: 'replaceTrack', message: "Cannot read properties of undefined (reading 'kind')", count: 2 },
  ];
  const text = diagnosticsText({ ...FACTS, errors, documents: [{ ...DOCUMENT, patch: 'reuse', errors: hook }] });
  expect(text).toContain('Patch: None; another in 1 documents');
  expect(text).toContain('Own errors: 5');
  expect(text).toContain('- panel, message: "transceivers[0].id" must be a whole number (3×)');
  expect(text).toContain(
    "- hook of document 1 (top), replaceTrack: Cannot read properties of undefined (reading 'kind') (2×)",
  );
});

/** What a page may have put into an error, and what must not be left of it. */
const FROM_A_PAGE: [message: string, secret: RegExp][] = [
  ['Failed to load https://app.example/room/42?token=s3cret#x now', /example|room|s3cret|https/],
  ['Cannot open "https://user:pw@app.example:8443/a b"', /user|app|8443/],
  ['at share (https://app.example/app.js:3:4)', /app|js/],
  ['blob:https://app.example/9d2 is gone; data:text/plain,secret too', /example|9d2|secret/],
  ['TURN server turn:relay.example:3478?transport=udp refused, stun:10.0.0.7 too', /relay|3478|10\.0/],
  ['nothing at //cdn.example/x.js or intern.example/room/7', /cdn|intern|room/],
  ['localhost:3000/admin and 192.168.1.20:8080/x', /3000|admin|192|8080/],
  ['fe80:0:0:0:1c2d:3e4f:5a6b:7c8d is its address', /1c2d|7c8d/],
  ['app-4f2c81.js:214:9 threw', /4f2c81|214/],
  ['"transceivers[0].id" must be a whole number, but is "<img src=x onerror=alert(1)>".', /img|onerror/],
  ['"track.label" must be text, but is "Bob’s camera".', /Bob/],
  [
    "Failed to execute 'addTransceiver' on 'RTCPeerConnection': The provided value 'Bob' is not a valid enum value",
    /Bob/,
  ],
  [
    "Failed to execute 'addTransceiver' on 'RTCPeerConnection': parameter 1 is not of type 'Alice and Bob'.",
    /Alice|Bob/,
  ],
  ["Can't open 'Bob and Alice', isn't it", /Bob|Alice/],
  ['began "Bob and never ended', /Bob|never/],
  ['said “Bob and Alice”, and `Carol`', /Bob|Alice|Carol/],
  ['two\nlines of\r\nhttps://app.example/', /example|\n/],
];
for (const [message, secret] of FROM_A_PAGE) {
  test(`nothing of the page gets out: ${message.slice(0, 60).replace(/\s+/g, ' ')}`, () => {
    const errors = [{ at: 1, where: message, message, count: 1 }];
    // Its other lines are ours; a line break within the error would make one more.
    const line = diagnosticsText({ ...FACTS, errors }).split('\n- panel, ')[1]!;
    expect(line).not.toMatch(secret);
    expect(line).not.toMatch(/:\/\//);
  });
}

test('a word that is neither ours nor the platform’s goes, quoted or not', () => {
  expect(withoutPage('Could not read s3cret-room of Alice')).toBe('Could not read … of …');
  expect(withoutPage("Cannot read properties of undefined (reading 's3cret')")).toBe(
    'Cannot read properties of undefined (reading …',
  );
});

test('an error of a view: its words and lines, without where the viewer lies on disk', () => {
  const error = new TypeError('Cannot read properties of null (reading alice)');
  error.stack = [
    'TypeError: Cannot read properties of null (reading alice)',
    '    at Row (chrome-extension://abcdef/assets/panel-1a2b.js:12:34)',
    '    at render (file:///home/alice/Downloads/acme.html:56:78)',
  ].join('\n');
  expect(crashText(error, '0.1.0', 'Chrome 156')).toBe(
    'Transceiver Inspector 0.1.0\nTypeError: Cannot read properties of null (reading …\n    at Row() panel-1a2b.js:12:34\n    at render() viewer:56:78\nChrome 156',
  );
});

test('the platform’s own names stay, or the message would say nothing', () => {
  const message =
    "Failed to execute 'setParameters' on 'RTCRtpSender': parameter 1 is not of type 'RTCRtpSendParameters'.";
  expect(withoutPage(message)).toBe(message);
  expect(withoutPage('RTCPeerConnection.prototype.close is no function')).toBe(
    'RTCPeerConnection.prototype.close is no function',
  );
  expect(withoutPage('no '.repeat(2_000)).length).toBe(301);
});
