import type { Direction, MadeBy } from '../../protocol/state';
import { each, remove } from './base/lists';
import { now } from './base/natives';
import { append } from './log';
import { given, receivedTrack, trackSource } from './media/source';
import { follow, trackRecord } from './media/tracks';
import { addTransceiver, type ConnectionRecord, type TransceiverRecord, transceiverRecord } from './records';
import {
  currentDirectionOf,
  directionOf,
  isLive,
  kindOf,
  receiverOf,
  receiverTrackOf,
  receives,
  senderOf,
  senderTrackOf,
  sends,
  settingsOf,
  transceiversOf,
} from './webrtc';

/** How transceivers that are seen for the first time were created. */
export interface Origin {
  madeBy: MadeBy;
  madeStack: number | null;
}
/** Records kept of one connection, those of removed transceivers included. */
const MAX_RECORDS = 1000;
const UNSEEN: Origin = { madeBy: 'unknown', madeStack: null };

/** Brings the records of a connection's transceivers up to date and logs what changed. */
export function syncConnection(connection: ConnectionRecord, origin: Origin = UNSEEN): void {
  const pc = connection.ref.deref();
  if (!pc) return;
  const present = transceiversOf(pc);
  each(present, (transceiver, index) =>
    syncTransceiver(recordFor(connection, transceiver, origin), transceiver, index, origin.madeStack),
  );
  each(connection.transceivers, (record) => {
    if (record.index === null || present[record.index] === record.ref.deref()) return;
    // It left getTransceivers(): stopped and negotiated away, its m-line is free to be recycled
    // (JSEP, RFC 9429 section 5.2.2), or it was rolled back.
    record.index = null;
    follow(record, null);
    setPhase(record, 'stopped', 'removed');
  });
  forgetOldest(connection);
}

/** An app that stops and recycles for hours leaves records behind: the oldest removed ones go. */
function forgetOldest({ transceivers }: ConnectionRecord): void {
  if (transceivers.length <= MAX_RECORDS) return;
  let i = 0;
  while (i < transceivers.length && transceivers[i]!.index !== null) i++;
  if (i < transceivers.length) remove(transceivers, i, 1);
}

/** The record of a transceiver, created when it is seen for the first time. */
export function recordFor(
  connection: ConnectionRecord,
  transceiver: RTCRtpTransceiver,
  origin: Origin = UNSEEN,
): TransceiverRecord {
  const before = transceiverRecord(transceiver);
  if (before) return before;
  const received = receiverTrackOf(receiverOf(transceiver));
  // A page may send on what it receives.
  receivedTrack(received);
  const sender = senderOf(transceiver);
  const direction = directionOf(transceiver) as Direction;
  const record = addTransceiver(connection, transceiver, sender, { kind: kindOf(received), direction, ...origin });
  const track = senderTrackOf(sender);
  if (track) record.sourceType = trackSource(track).type;
  logState(record, 'made');
  return record;
}

/** As syncTransceiver, where the transceiver is still there. */
export function syncRecord(record: TransceiverRecord): void {
  const transceiver = record.ref.deref();
  if (transceiver) syncTransceiver(record, transceiver);
}

/**
 * Brings one record up to date and logs a change of direction or phase.
 * @param stack of the call that may have given its sender a track
 */
export function syncTransceiver(
  record: TransceiverRecord,
  transceiver: RTCRtpTransceiver,
  index = record.index,
  stack = record.madeStack,
): void {
  record.index = index;
  const direction = directionOf(transceiver) as Direction;
  const current = currentDirectionOf(transceiver) as Direction | null;
  const sender = senderOf(transceiver);
  const track = senderTrackOf(sender);
  const coming = isReplacing(record, sender) && record.replacing;
  if (!coming) record.replacing = null;
  const moved = direction !== record.direction || current !== record.currentDirection;
  record.direction = direction;
  record.currentDirection = current;
  const stopped = direction === 'stopped' || current === 'stopped' || record.connection.closedAt;
  // A track that has ended sends nothing, and never will again; while another one replaces it that does not count.
  const sending = !stopped && track && sends(current) && (coming || isLive(track));
  const followed = stopped ? null : coming ? (coming.track?.deref() ?? null) : track;
  if (follow(record, followed) && followed) given(record, followed, stack);
  if (receives(current)) record.hasReceived = true;
  if (track) record.sourceType = trackSource(track).type;
  if (sending) {
    record.hasSent = true;
    const sent = trackRecord(track);
    // What was let go was taken back before it came to anything.
    if (!coming && sends(direction)) record.letGoAt = null;
    record.lastSentAt = sent.sentAt = now();
    record.track = sent.ordinal;
    record.captureStack = trackSource(track).stack;
    if (record.kind === 'video') record.lastSize = sizeOf(track) ?? record.lastSize;
  }
  const phase = stopped ? 'stopped' : sending ? 'sending' : record.hasSent ? 'idle' : 'new';
  if (phase !== record.phase) {
    setPhase(record, phase, phase === 'sending' ? 'published' : phase === 'idle' ? 'unpublished' : 'stopped');
  } else if (moved) logState(record, 'changed');
}

/** Chrome settles a replaceTrack() within milliseconds; one that never shows was rejected. */
const REPLACE_MS = 5000;

/** A replaceTrack() of the page has not settled, as far as the sender's track shows. */
export function isReplacing({ replacing }: TransceiverRecord, sender: RTCRtpSender): boolean {
  if (!replacing || now() - replacing.at > REPLACE_MS) return false;
  return (replacing.track?.deref() ?? null) !== senderTrackOf(sender);
}

function sizeOf(track: MediaStreamTrack): TransceiverRecord['lastSize'] {
  const { width, height } = settingsOf(track);
  return width && height ? { width, height } : null;
}

function setPhase(
  record: TransceiverRecord,
  phase: TransceiverRecord['phase'],
  why: 'published' | 'unpublished' | 'stopped' | 'removed',
) {
  record.phase = phase;
  record.idleSince = null;
  if (phase === 'idle') record.lastSentAt = record.idleSince = record.letGoAt ?? now();
  if (phase === 'sending') {
    record.letGoAt = null;
    record.released = false;
    record.fresh = false;
  }
  logState(record, why);
}

function logState(
  record: TransceiverRecord,
  why: 'made' | 'published' | 'unpublished' | 'changed' | 'stopped' | 'removed',
) {
  append(record.connection, record, {
    type: 'state',
    kind: record.kind,
    direction: record.direction,
    currentDirection: record.currentDirection,
    phase: record.phase,
    source: record.sourceType,
    track: record.track,
    why,
  });
}
