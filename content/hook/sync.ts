import type { Direction, MadeBy } from '../../protocol/state';
import { trackSent } from './captures';
import { remove } from './lists';
import { append } from './log';
import { now } from './natives';
import { addTransceiver, type ConnectionRecord, sourceOf, type TransceiverRecord, transceiverRecord } from './records';
import { receivedTrack, sourceTypeOf } from './source';
import {
  currentDirectionOf,
  directionOf,
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

/** How transceivers that are seen for the first time came about. */
export interface Birth {
  madeBy: MadeBy;
  stack: number | null;
}
/** Records kept of one connection, those of removed transceivers included. */
const MOST_RECORDS = 1000;
const UNSEEN: Birth = { madeBy: 'unknown', stack: null };

/** Compares every transceiver of a connection with its record and logs what changed. */
export function lookAt(connection: ConnectionRecord, birth: Birth = UNSEEN): void {
  const pc = connection.ref.deref();
  if (!pc) return;
  const present = transceiversOf(pc);
  for (let index = 0; index < present.length; index++) {
    lookAtTransceiver(known(connection, present[index]!, birth), present[index]!, index);
  }
  for (let i = 0; i < connection.transceivers.length; i++) {
    const record = connection.transceivers[i]!;
    if (record.index === null || present[record.index] === record.ref.deref()) continue;
    // It left getTransceivers(): stopped and negotiated away, its m-line is free to be recycled
    // (JSEP, RFC 9429 section 5.2.2), or it was rolled back.
    record.index = null;
    setPhase(record, 'stopped', 'removed');
  }
  forgetOldest(connection);
}

/** An app that stops and recycles for hours leaves records behind: the oldest removed ones go. */
function forgetOldest({ transceivers }: ConnectionRecord): void {
  if (transceivers.length <= MOST_RECORDS) return;
  let i = 0;
  while (i < transceivers.length && transceivers[i]!.index !== null) i++;
  if (i < transceivers.length) remove(transceivers, i, 1);
}

/** The record of a transceiver, made on first sight. */
export function known(
  connection: ConnectionRecord,
  transceiver: RTCRtpTransceiver,
  birth: Birth = UNSEEN,
): TransceiverRecord {
  const before = transceiverRecord(transceiver);
  if (before) return before;
  const received = receiverTrackOf(receiverOf(transceiver));
  // A page may send on what it receives.
  receivedTrack(received);
  const kind = kindOf(received);
  const record = addTransceiver(connection, transceiver, senderOf(transceiver), kind);
  record.madeBy = birth.madeBy;
  record.madeStack = birth.stack;
  record.direction = directionOf(transceiver) as Direction;
  const track = senderTrackOf(senderOf(transceiver));
  if (track) record.sourceType = sourceTypeOf(track);
  logState(record, 'made');
  return record;
}

/** Brings one record up to date and logs a change of direction or phase. */
export function lookAtTransceiver(record: TransceiverRecord, transceiver: RTCRtpTransceiver, index = record.index) {
  record.index = index;
  const direction = directionOf(transceiver) as Direction;
  const current = currentDirectionOf(transceiver) as Direction | null;
  const track = senderTrackOf(senderOf(transceiver));
  // Its last replaceTrack() has settled.
  if (record.replacing && (record.replacing.track?.deref() ?? null) === track) record.replacing = null;
  const moved = direction !== record.direction || current !== record.currentDirection;
  record.direction = direction;
  record.currentDirection = current;
  const stopped = direction === 'stopped' || current === 'stopped' || record.connection.closedAt !== null;
  const sending = !stopped && track !== null && sends(current);
  if (receives(current)) record.hasReceived = true;
  if (track) record.sourceType = sourceTypeOf(track);
  if (sending) {
    record.hasSent = true;
    record.lastSentAt = now();
    record.track = trackSent(track);
    record.captureStack = sourceOf(track)?.stack ?? null;
    if (record.kind === 'video') record.lastSize = sizeOf(track) ?? record.lastSize;
  }
  const phase = stopped ? 'stopped' : sending ? 'sending' : record.hasSent ? 'idle' : 'new';
  if (phase !== record.phase) {
    setPhase(record, phase, phase === 'sending' ? 'published' : phase === 'idle' ? 'unpublished' : 'stopped');
  } else if (moved) logState(record, 'changed');
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
  if (record.phase === phase && why !== 'removed') return;
  record.phase = phase;
  record.idleSince = phase === 'idle' ? (record.letGoAt ?? now()) : null;
  if (phase === 'idle' && record.letGoAt) record.lastSentAt = record.letGoAt;
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
