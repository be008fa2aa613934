import { expect, test } from '@playwright/test';
import { recordingOf } from '../../../fixtures/recordings';
import { playRun } from '../../../fixtures/runs';
import { twenty } from '../../../fixtures/scenes';
import { checkAcceptance } from '../../../runs/acceptance';
import { RECORDING_SCHEMA } from '../../format/schema';
import { memberNames } from '../fixtures/generate';
import { redact } from '../redact';
import { redactArguments } from './arguments';
import { StandIns } from './stand-ins';
import { originOf } from './url';
import { redactUserAgent } from './values';
import { keepWords } from './words';

const T0 = Date.UTC(2026, 0, 1);

/** What this tool and browsers write into a recording. */
const OURS = [
  'Run 1, unpatched',
  'Run 12, Reuse',
  'Run 3, all so far',
  'First build',
  'page navigated',
  'frame or page went away',
  'Patch page: Downscale',
  'Downscaled by hand',
  'Document is back',
  'Publish: screen',
  'Unpublish: camera',
  'Connection #1 closed',
  'after 20 shares',
  'direction =',
  'new RTCPeerConnection',
  'getDisplayMedia',
  'have-local-pranswer',
  'screenshare',
  'SimulcastEncoderAdapter (libvpx, libvpx, libvpx)',
  "InvalidAccessError: Failed to execute 'addTrack' on 'RTCPeerConnection': A sender already exists for the track.",
  "InvalidStateError: Failed to execute 'addTransceiver' on 'RTCPeerConnection': The RTCPeerConnection's signalingState is 'closed'.",
  "TypeError: Cannot read properties of undefined (reading 'kind')",
];
for (const text of OURS) test(`words that are no one’s stay: ${text}`, () => expect(keepWords(text)).toBe(text));

test('the acceptance check’s rule and reasons stay', () => {
  for (const shares of [0, 1, 3, 12]) {
    const { record, page } = playRun({ from: T0, shares });
    const { rule, reasons } = checkAcceptance({
      documents: [record],
      from: T0,
      to: null,
      patch: 'reuse',
      now: page.now,
    });
    for (const text of [rule, ...reasons]) expect(keepWords(text)).toBe(text);
  }
});

test('a gap for what is not known, and numbers that are no count', () => {
  expect(keepWords('share 2 of Alice failed, then Bob and Carol left')).toBe('share 2 of … failed, then … and … left');
  expect(keepWords('call 555 123 456 at 10.1.2.3 or 2001:db8::1 or 49170123456')).toBe('call … at … or … or …');
  expect(keepWords("Document: https://meet.example/it's?token=x)")).toBe('Document: https://meet.example');
});

test('the forms that arguments have stay, strings of the page go', () => {
  const redacted = (text: string) => redactArguments(text, new StandIns());
  for (const text of [
    '',
    "'video', {direction: 'sendonly', sendEncodings: 3 items, streams: 1 item}",
    "'inactive'",
    'sender, null, undefined, function, true, {…}, stream, offer',
    "{degradationPreference: 'maintain-framerate', encodings: 1 item}",
    'sender of mid 3',
    "{rid: 'q'}",
    'video, sendonly',
    '"inactive"',
  ]) {
    expect(redacted(text)).toBe(text);
  }
  expect(redacted("video track FaceTime (Built-in, 05ac), {direction: 'sendonly'}")).toBe(
    "video track, removed, {direction: 'sendonly'}",
  );
  expect(redacted("'chat with Alice', {…}")).toBe("'removed', {…}");
  expect(redacted("{rid: 'alice'}")).toBe("{rid: 'rid-1'}");
});

test('of a URL the origin stays', () => {
  expect(originOf("https://meet.example:8443/it's?a=(b)#c")).toBe('https://meet.example:8443');
  expect(originOf('http://localhost:8080/x')).toBe('http://localhost:8080');
  expect(originOf('https://user:pw@[2001:db8::1]:8443/')).toBe('https://ip-removed:8443');
  expect(originOf('http://alices-laptop:3000/')).toBe('http://host-removed:3000');
  expect(originOf('http://alice.local/')).toBe('http://host-removed');
  expect(originOf('blob:https://meet.example/9d2')).toBe('blob:https://meet.example');
  expect(originOf('about:srcdoc')).toBe('about:srcdoc');
  expect(originOf('C:\\Users\\alice')).toBeNull();
});

test('browser and system stay in a user agent, whatever else is in it goes', () => {
  for (const text of [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0',
    'macOS',
    'Chrome OS',
  ]) {
    expect(redactUserAgent(text)).toBe(text);
  }
  expect(redactUserAgent('Mozilla/5.0 (Linux; Android 14; SM-G991B) AcmeCall/2.1 Chrome/156.0.0.0')).toBe(
    'Mozilla/5.0 (Linux; Android 14; …) … Chrome/156.0.0.0',
  );
});

test('a recording in which there is nothing to hide but names and ids keeps all other text', () => {
  const { redacted } = redact(recordingOf(twenty(T0)));
  const counts = Object.fromEntries(redacted!.map(({ what, count }) => [what.split(/[ :,]/)[0], count]));
  // The URL in the mark of the document.
  expect(counts).toMatchObject({ words: 1, mids: 0, names: 0, strings: 0 });
});

test('our own checks’ sentences stay: they name members of the schema', () => {
  const members = new Set(memberNames(RECORDING_SCHEMA));
  expect(members.size).toBeGreaterThan(100);
  for (const member of members) {
    const sentence = `"documents[3].${member}" must be a number`;
    expect(keepWords(sentence)).toBe(sentence);
  }
});
