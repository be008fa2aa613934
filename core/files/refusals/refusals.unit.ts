import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { BadFile } from '../fault';
import { fixtureDump } from '../importers/webrtc-internals/fixtures/dump';
import { openRecording } from '../read/open';

const dump = JSON.stringify(JSON.parse(fixtureDump('growing')), null, 1);
const wrapped = (text: string, width = 76) => text.replace(new RegExp(`[^\\n]{${width}}`, 'g'), '$&\n');
const quoted = (text: string) => text.replace(/^/gm, '> ');
const quotedPrintable = (text: string) => text.replaceAll('=', '=3D').replace(/[^\n]{75}/g, '$&=\n');
const bytes = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from([0, 1, 2, 0xff, 0])]);
const dumpOf = JSON.parse(dump);
const connection = Object.values<any>(dumpOf.PeerConnections)[0]!;

const MAIL = 'This is what looks like a dump that was pasted into a mail: send the file itself as an attachment.';
const ASK = 'ask for the dump that chrome://webrtc-internals saves';

for (const [name, content, says] of [
  ['wrapped at 76', () => wrapped(dump), MAIL],
  ['wrapped at 72', () => wrapped(dump, 72), MAIL],
  ['quoted', () => quoted(dump), MAIL],
  ['wrapped and quoted, with a greeting', () => `Hi,\n\n${quoted(wrapped(dump))}`, MAIL],
  ['quoted-printable', () => quotedPrintable(dump), MAIL],
  ['a mail file', () => `From: a@example.org\nContent-Transfer-Encoding: 7bit\n\n${dump}`, MAIL],
  ['a greeting above', () => `Hi support,\n\nhere is the dump:\n\n${dump}`, MAIL],
  ['a signature below', () => `${dump}\n\n--\nJane`, MAIL],
  ['rtcstats lines with a greeting', () => 'Hello,\n\nRTCStatsDump\n{"fileFormat":3}\n', MAIL],
  ['base64', () => Buffer.from(dump).toString('base64').replace(/.{76}/g, '$&\r\n'), 'a file in base64'],
  ['a data URL', () => `data:text/plain;base64,${Buffer.from(dump).toString('base64')}`, 'a file in base64'],
  ['a page around a dump', () => `<html><body><pre>${dump}</pre></body></html>`, 'a page around the text of a dump'],
  ['RTF', () => `{\\rtf1\\ansi\n{\\fonttbl}\n${dump}}`, 'a document of a word processor (RTF)'],
  ['quotes of a word processor', () => dump.replaceAll('"', '\u201d'), 'a word processor or a chat has changed'],
  ['blanks of a chat', () => dump.replaceAll('  ', '\u00a0\u00a0'), 'a word processor or a chat has changed'],
  ['a Word document', () => zipSync({ '[Content_Types].xml': strToU8('<?xml?>') }), 'an Office document'],
  ['a list of dumps', () => `[${dump},${dump}]`, 'a list of dumps: open each'],
  [
    'rtcstats lines in a list',
    () => '[["addTrack","PC_0","video:v -",1]]',
    'the lines of an rtcstats file in one list',
  ],
  ['HAR', () => '{"log":{"version":"1.2","entries":[]}}', 'This is a HAR file'],
  ['NetLog', () => '{"constants":{"logEventTypes":{}},"events":[]}', 'This is a NetLog of chrome://net-export'],
  ['trace', () => '{"traceEvents":[]}', 'This is a trace of chrome://tracing'],
  ['heap snapshot', () => '{"snapshot":{},"nodes":[]}', 'This is a heap snapshot'],
  ['getStats as a list', () => '[{"id":"O","type":"outbound-rtp","kind":"video"}]', 'This is an export of getStats()'],
  ['getStats as entries', () => '[["O",{"id":"O","type":"outbound-rtp"}]]', 'This is an export of getStats()'],
  ['getStats as an object', () => '{"O":{"id":"O","type":"outbound-rtp"}}', 'This is an export of getStats()'],
  ['one connection', () => JSON.stringify(connection), 'This is one connection of a webrtc-internals dump'],
  ['connections without the rest', () => JSON.stringify(dumpOf.PeerConnections), 'This is one connection of'],
  ['statistics of a dump', () => JSON.stringify(connection.stats), 'This is one connection of'],
  [
    'saved page of chrome://webrtc-internals',
    () =>
      '<!DOCTYPE html>\n<!-- saved from url=(0025)chrome://webrtc-internals/ -->\n<html><title>WebRTC Internals</title>',
    'press a button under "Create a WebRTC-Internals dump"',
  ],
  ['jvb, one line', () => '{"statsSessionId":"a","type":"stats","data":{}}', 'This is a log of a Jitsi server'],
  [
    'jvb, lines',
    () => '{"statsSessionId":"a","data":{}}\n{"statsSessionId":"a","data":{}}\n',
    'This is a log of a Jitsi server',
  ],
  ['jicofo, text', () => 'Jicofo 2023-01-01 10:00:00.000 INFO: [12] x', 'This is a log of a Jitsi server'],
  ['log of native code', () => '[001:234] (peer_connection.cc:123): x', 'This is a log of the browser’s own code'],
  ['PNG', () => bytes('89504e470d0a1a0a'), 'This is a PNG picture'],
  ['PDF', () => bytes('255044462d312e37'), 'This is a PDF document'],
  ['7z', () => bytes('377abcaf271c0004'), 'This is a 7z archive: unpack it'],
  ['RTC event log', () => bytes('8201120a'), 'This is an RTC event log'],
  ['old RTC event log', () => bytes('0a110800'), 'This is an RTC event log'],
  ['other binary', () => bytes('41424344'), 'The file is neither text nor an archive of it'],
] as const) {
  test(`named, with what to do: ${name}`, async () => {
    const error = await openRecording(new Blob([content()])).then(
      () => new Error('opened'),
      (each) => each,
    );
    expect(error).toBeInstanceOf(BadFile);
    expect(error.message).toContain(says);
    expect(error.message).toMatch(/^[^\n]{20,300}\.$/);
    if (/^This is an? (HAR|NetLog|trace|heap|export|log|RTC)/.test(error.message)) expect(error.message).toContain(ASK);
  });
}

test('what only looks like one is not named so', async () => {
  const refusal = (text: string) => openRecording(new Blob([text])).catch((error) => error.message);
  expect(await refusal(dump.slice(0, 20_000))).toContain('ends too early');
  expect(await refusal(dump.replace('"PeerConnections": {', '"PeerConnections" {'))).toMatch(
    /is no valid JSON|is damaged or was changed/,
  );
  expect(await refusal('{"name":"a","version":"1"}')).toContain('This is JSON with "name", "version"');
  expect(await refusal(dump.replace('"PeerConnections": {', '"x": NaN, "PeerConnections": {'))).toMatch(
    /begins as JSON, but is damaged or was changed|is no valid JSON/,
  );
  expect(await refusal('Hello')).toBe('The file is text, but no JSON.');
});
