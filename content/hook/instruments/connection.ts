import type { MadeBy } from '../../../protocol/state';
import { items, peek, streamId } from '../describe';
import { add, each, map } from '../lists';
import { append } from '../log';
import { call, method, now } from '../natives';
import { downscale } from '../patches/downscale';
import { patchInForce } from '../patches/patch-log';
import { publishStream, publishTrack, publishTransceiver } from '../patches/publish';
import { noteConflict } from '../patches/reuse/conflict';
import { removeInWindow } from '../patches/shared/pending';
import { type ConnectionRecord, connectionRecord, senderRecord, type TransceiverRecord } from '../records';
import { known, lookAt, lookAtTransceiver } from '../sync';
import { senderOf, senderTrackOf, transceiversOf } from '../webrtc';
import type { Revert } from '../wrap';
import { type Observed, observeCall, type Subject } from './call';
import { readEncodings } from './encodings';

const proto = RTCPeerConnection.prototype;
const addTrack = method(proto, 'addTrack');
const removeTrack = method(proto, 'removeTrack');
/** Streams of one call that are remembered. */
const MOST_STREAMS = 10;

const connectionSubject = (self: unknown): Subject | null => {
  const connection = connectionRecord(self);
  return connection ? { connection, transceiver: null } : null;
};

/** The methods of RTCPeerConnection. */
export function observeConnections(): Revert[] {
  const plain = (name: string, after?: (call: Observed, result: unknown) => void) =>
    observeCall(proto, name, 'value', { subject: connectionSubject, after });
  return [
    observeCall(proto, 'addTransceiver', 'value', {
      subject: connectionSubject,
      instead: (call, native) => publishTransceiver(call, native),
      after: (call, result) => born(call, result as RTCRtpTransceiver),
    }),
    observeCall(proto, 'addTrack', 'value', {
      subject: connectionSubject,
      instead: (call, native) => publishTrack(call, native),
      after: (call, result) => trackAdded(call, result as RTCRtpSender),
    }),
    observeCall(proto, 'removeTrack', 'value', {
      subject: (self, args) => {
        const connection = connectionRecord(self);
        return connection ? { connection, transceiver: senderRecord(args[0]) ?? null } : null;
      },
      before: (call) => {
        lookAtSubject(call.subject);
        noteConflict(call);
      },
      instead: (call, native) => removeInWindow(call, native),
      after: ({ subject, entry }) => removed(subject.transceiver, entry.n),
    }),
    observeCall(proto, 'addStream', 'value', {
      subject: connectionSubject,
      instead: (observed, native) =>
        publishStream(observed, native, (track) => call(addTrack, observed.self, [track, observed.args[0]])),
      after: (call) => foundAfter(call, 'addStream'),
    }),
    observeCall(proto, 'removeStream', 'value', {
      subject: connectionSubject,
      before: ({ subject }) => {
        if (subject.connection) lookAt(subject.connection);
      },
      after: (call) => streamRemoved(call),
    }),
    plain('createOffer', (call) => foundAfter(call, 'createOffer')),
    plain('createAnswer'),
    plain('setLocalDescription'),
    plain('setRemoteDescription'),
    plain('createDataChannel', ({ subject }) => {
      if (subject.connection) subject.connection.dataChannels++;
    }),
    plain('close', ({ subject }) => closed(subject.connection)),
  ];
}

export function lookAtSubject(subject: Subject): void {
  const transceiver = subject.transceiver?.ref.deref();
  if (transceiver) lookAtTransceiver(subject.transceiver!, transceiver);
}

/** A transceiver came back from addTransceiver: new, or handed back by a patch. */
function born(call: Observed, transceiver: RTCRtpTransceiver): void {
  const { connection } = call.subject;
  if (!connection) return;
  const record = known(connection, transceiver, { madeBy: 'addTransceiver', stack: call.entry.stack });
  call.entry.transceiver = record.id;
  each(transceiversOf(call.self as RTCPeerConnection), (one, index) => {
    if (one === transceiver) record.index = index;
  });
  record.encodings = readEncodings(peek(call.args[1], 'sendEncodings')) ?? [];
  if (record.reused === 0 && record.encodings.length > 0) record.rids = map(record.encodings, ({ rid }) => rid ?? null);
  record.streams = streamIds(peek(call.args[1], 'streams')) ?? record.streams;
  lookAtTransceiver(record, transceiver);
}

function trackAdded(call: Observed, sender: RTCRtpSender): void {
  foundAfter(call, 'addTrack');
  const record = senderRecord(sender);
  if (!record) return;
  call.entry.transceiver = record.id;
  // Also a never-used sender that the browser itself reuses (webrtc-pc, addTrack, step 6).
  record.released = false;
  record.streams = streamIds(call.args, 1) ?? [];
  lookAtSubject({ connection: record.connection, transceiver: record });
}

/** The ids of the streams in an array of the page, from item `from` on; null for anything but an array. */
export function streamIds(streams: unknown, from = 0): string[] | null {
  const ids: string[] = [];
  const read = items(streams, MOST_STREAMS);
  for (let i = from; read && i < read.length; i++) {
    const id = streamId(read[i]);
    if (id) add(ids, id);
  }
  return read && ids;
}

function foundAfter(call: Observed, madeBy: MadeBy): void {
  if (call.subject.connection) lookAt(call.subject.connection, { madeBy, stack: call.entry.stack });
}

/** The page let go of a transceiver, by the call with this number. */
export function removed(record: TransceiverRecord | null, n: number): void {
  const transceiver = record?.ref.deref();
  if (!record || !transceiver) return;
  record.released = true;
  record.releasedN = n;
  record.releasedAfter = record.connection.negotiations;
  record.letGoAt = now();
  lookAtTransceiver(record, transceiver);
  if (patchInForce() === 'downscale' && record.phase === 'idle') downscale(record, transceiver, 'patch');
}

/** removeStream() takes the track from each sender that had one of the stream's, as removeTrack() does. */
function streamRemoved({ self, args, subject, entry }: Observed): void {
  each(subject.connection?.transceivers ?? [], (record) => {
    const transceiver = record.ref.deref();
    if (!transceiver) return;
    const sender = senderOf(transceiver);
    if (record.takenStream?.deref() === args[0]) {
      record.takenStream = null;
      const subject = { connection: record.connection, transceiver: record };
      removeInWindow({ self, args: [sender], subject, entry }, () => call(removeTrack, self, [sender]));
      removed(record, entry.n);
    } else if (record.phase === 'sending' && !senderTrackOf(sender)) removed(record, entry.n);
  });
}

function closed(record: ConnectionRecord | null): void {
  if (!record || record.closedAt !== null) return;
  record.closedAt = now();
  record.negotiatingSince = null;
  append(record, null, { type: 'connection', name: 'closed', value: '' });
  lookAt(record);
  each(record.transceivers, (one) => {
    const transceiver = one.ref.deref();
    if (transceiver) lookAtTransceiver(one, transceiver);
  });
}
