import { expect, test } from '@playwright/test';
import type { Collected, CollectedTransceiver } from './schema';
import { auditedFrame, auditOf } from './words';

const PAGE = 'https://example.com/room';
const video = (more: Partial<CollectedTransceiver> = {}): CollectedTransceiver => ({
  ...{ kind: 'video', current: 'inactive', stopped: false, live: false, track: null },
  layers: [{ width: 1280, height: 720, frames: 9, codec: 'video/VP8' }],
  ...more,
});
const frame = (transceivers: CollectedTransceiver[], more: Partial<Collected> = {}) =>
  auditedFrame(PAGE, { connections: [{ state: 'connected', transceivers }], closed: 0, unread: 0, ...more });

test('idle encoders with their sizes, and what can’t be known', () => {
  const sending = video({ current: 'sendonly', live: true });
  const unsent = video({ layers: [] });
  const audio = video({ kind: 'audio', layers: [] });
  const forgotten = video({ layers: [{ width: null, height: null, frames: 4, codec: null }] });
  const { text, frames } = auditOf([frame([video(), video(), sending, unsent, audio, forgotten])], []);
  expect(frames[0]!.connections[0]).toMatchObject({ transceivers: { audio: 1, video: 5 }, sending: 1 });
  const [title, line, limits] = text.split('\n');
  expect(title).toBe('Already there, before anything was watched:');
  expect(line).toBe(
    `  ${PAGE}, connection 1: connected; 5 video transceivers, 1 sending; 1 audio transceiver. 3 idle video encoders: 2 of 1280x720 VP8, 1 of size unknown.`,
  );
  expect(limits).toContain('Not known: which lines made it, how many publishes there were, whether it grows');
});

test('a kept track tells the size that Chromium forgot, of one layer only', () => {
  const layer = { width: null, height: null, frames: 4, codec: 'video/VP9' };
  const track = { width: 640, height: 360 };
  const [one] = frame([video({ track, layers: [layer] })]).connections;
  expect(one!.idleEncoders).toEqual([{ size: track, codec: 'VP9' }]);
  const [two] = frame([video({ track, layers: [layer, layer] })]).connections;
  expect(two!.idleEncoders.map(({ size }) => size)).toEqual([null, null]);
});

test('a stopped transceiver has no encoder; one whose track ended is idle', () => {
  const [connection] = frame([video({ stopped: true }), video({ current: 'sendonly', live: false })]).connections;
  expect(connection).toMatchObject({ sending: 0, idleEncoders: [{ size: { width: 1280, height: 720 } }] });
});

test('no connection: not a word; closed, unread and silent ones: a sentence each', () => {
  expect(auditOf([auditedFrame(PAGE, { connections: [], closed: 0, unread: 0 })], [])).toEqual({
    frames: [],
    text: '',
  });
  const { text } = auditOf(
    [auditedFrame(PAGE, { connections: [], closed: 2, unread: 1 })],
    ['https://example.com/stuck'],
  );
  expect(text).toContain(`${PAGE}: 2 closed connections still held by the page.`);
  expect(text).toContain(`${PAGE}: 1 connection could not be read.`);
  expect(text).toContain('https://example.com/stuck could not be looked at: it did not answer.');
});
