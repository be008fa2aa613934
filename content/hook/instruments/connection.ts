import type { MadeBy } from '../../../protocol/state';
import { add, each, map } from '../base/lists';
import { now } from '../base/natives';
import { items, peek, streamId } from '../describe';
import { logConnection } from '../log';
import { publishStream, publishTrack, publishTransceiver, released, removeInWindow, touched } from '../patches/door';
import { channelMade, senderRecord } from '../records';
import { recordFor, syncConnection, syncRecord, syncTransceiver } from '../sync';
import { end } from '../tally';
import { pcProto, removeTrack, senderOf, senderTrackOf } from '../webrtc';
import { type Observed, observeCalls } from './call';
import { readEncodings } from './encodings';

/** Streams of one call that are remembered. */
const MAX_STREAMS = 10;

/** The methods of RTCPeerConnection. */
export function observeConnections(): void {
  observeCalls(pcProto, null, {
    addTransceiver: {
      instead: publishTransceiver,
      afterCall: (call, result) => transceiverAdded(call, result as RTCRtpTransceiver),
    },
    addTrack: { instead: publishTrack, afterCall: (call, result) => trackAdded(call, result as RTCRtpSender) },
    removeTrack: {
      beforeCall: touched,
      instead: removeInWindow,
      afterCall: ({ record, entry }) => record && released(record, entry.n),
    },
    addStream: { instead: publishStream, afterCall: (call) => findNew(call, 'addStream') },
    removeStream: { beforeCall: ({ connection }) => syncConnection(connection), afterCall: streamRemoved },
    createOffer: { afterCall: (call) => findNew(call, 'createOffer') },
    createAnswer: {},
    setLocalDescription: {},
    setRemoteDescription: {},
    createDataChannel: {
      afterCall: ({ connection, entry }, result) => channelMade(connection, result as RTCDataChannel, entry.stack),
    },
    close: { afterCall: closed },
  });
}

/** A transceiver came back from addTransceiver: new, or handed back by a patch. */
function transceiverAdded({ args, connection, entry }: Observed, transceiver: RTCRtpTransceiver): void {
  const record = recordFor(connection, transceiver, { madeBy: 'addTransceiver', madeStack: entry.stack });
  entry.transceiver = record.id;
  record.encodings = readEncodings(peek(args[1], 'sendEncodings')) ?? [];
  if (record.reused === 0 && record.encodings.length > 0) record.rids = map(record.encodings, ({ rid }) => rid ?? null);
  record.streams = streamIds(peek(args[1], 'streams')) ?? record.streams;
  syncTransceiver(record, transceiver, record.index, entry.stack);
}

function trackAdded(call: Observed, sender: RTCRtpSender): void {
  findNew(call, 'addTrack');
  const record = senderRecord(sender);
  if (!record) return;
  call.entry.transceiver = record.id;
  // Also a never-used sender that the browser itself reuses (webrtc-pc, addTrack, step 6).
  record.released = false;
  record.streams = streamIds(call.args, 1) ?? [];
  syncRecord(record);
}

/** The ids of the streams in an array of the page, from item `from` on; null for anything but an array. */
export function streamIds(streams: unknown, from = 0): string[] | null {
  const read = items(streams, MAX_STREAMS);
  const ids: string[] = [];
  each(read ?? [], (stream, i) => {
    const id = i >= from && streamId(stream);
    if (id) add(ids, id);
  });
  return read && ids;
}

/** Whatever is new on the connection was created by this call. */
function findNew({ connection, entry }: Observed, madeBy: MadeBy): void {
  syncConnection(connection, { madeBy, madeStack: entry.stack });
}

/** removeStream() takes the track from each sender that had one of the stream's, as removeTrack() does. */
function streamRemoved(call: Observed): void {
  const { self, args, connection, entry } = call;
  each(connection.transceivers, (record) => {
    const transceiver = record.ref.deref();
    if (!transceiver) return;
    const sender = senderOf(transceiver);
    if (record.takenStream?.deref() === args[0]) {
      record.takenStream = null;
      removeInWindow({ ...call, args: [sender], record }, () => removeTrack(self, [sender]));
    } else if (record.phase !== 'sending' || senderTrackOf(sender)) return;
    released(record, entry.n);
  });
}

function closed({ connection }: Observed): void {
  if (connection.closedAt) return;
  connection.closedAt = now();
  connection.negotiatingSince = null;
  end(connection.channels);
  logConnection(connection, 'closed');
  syncConnection(connection);
  each(connection.transceivers, syncRecord);
}
