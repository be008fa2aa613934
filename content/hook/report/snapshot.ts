import type { ConnectionState, TrackState, TransceiverState } from '../../../protocol/state';
import { slice } from '../base/lists';
import { trackSource } from '../media/source';
import { mutedSince } from '../media/tracks';
import { shownTrack } from '../patches/door';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { readSdp } from '../sdp';
import { tallies } from '../tally';
import {
  connectionState,
  enabledOf,
  iceConnectionState,
  kindOf,
  labelOf,
  midOf,
  mutedOf,
  readyStateOf,
  receiverOf,
  receiverTrackOf,
  senderOf,
  settingsOf,
  signalingState,
  trackIdOf,
} from '../webrtc';

/** A connection as the panel shows it. Reads the SDP only after a negotiation; it costs. */
export function connectionSnapshot(record: ConnectionRecord): ConnectionState {
  const pc = record.ref.deref();
  const signaling = pc ? signalingState(pc) : null;
  const sdp = pc ? readSdp(pc, record) : record.sdp;
  return {
    id: record.id,
    madeAt: record.madeAt,
    madeStack: record.madeStack,
    connectionState: pc ? connectionState(pc) : null,
    iceConnectionState: pc ? iceConnectionState(pc) : null,
    signalingState: signaling,
    closedAt: record.closedAt,
    collectedAt: record.collectedAt,
    mLines: sdp?.mLines ?? null,
    mLinesRejected: sdp?.rejected ?? null,
    localSdpBytes: sdp?.local ?? null,
    remoteSdpBytes: sdp?.remote ?? null,
    negotiations: record.negotiations,
    lastNegotiationMs: record.lastNegotiationMs,
    dataChannels: record.dataChannels,
    channels: tallies(record.channels),
    offerSince: signaling === 'have-local-offer' ? (record.negotiatingSince?.at ?? null) : null,
    logDropped: record.logDropped,
  };
}

/** A transceiver as the panel shows it, but for its sample of stats. */
export function transceiverSnapshot(record: TransceiverRecord): Omit<TransceiverState, 'stats'> {
  const transceiver = record.ref.deref();
  const sender = transceiver && senderOf(transceiver);
  const track = sender && shownTrack(sender);
  const received = transceiver && receiverTrackOf(receiverOf(transceiver));
  return {
    id: record.id,
    connection: record.connection.id,
    index: transceiver ? record.index : null,
    mid: transceiver ? midOf(transceiver) : null,
    kind: record.kind,
    direction: record.direction,
    currentDirection: record.currentDirection,
    phase: transceiver ? record.phase : 'stopped',
    track: track ? trackSnapshot(track) : null,
    receiverTrack: {
      id: received ? slice(trackIdOf(received), 0, 100) : '',
      readyState: received ? readyStateOf(received) : 'ended',
      muted: received ? mutedOf(received) : true,
    },
    streams: record.streams,
    encodings: record.encodings,
    codecPreferences: record.codecPreferences,
    madeBy: record.madeBy,
    madeAt: record.madeAt,
    madeStack: record.madeStack,
    captureStack: record.captureStack,
    lastSentAt: record.phase === 'sending' ? null : record.lastSentAt,
    released: record.released,
    idleSince: record.idleSince,
    lastSize: record.lastSize,
    endedGiven: record.endedGiven,
    reused: record.reused,
    downscaled: transceiver ? record.downscaled : null,
  };
}

function trackSnapshot(track: MediaStreamTrack): TrackState {
  const settings = settingsOf(track);
  return {
    id: slice(trackIdOf(track), 0, 100),
    label: slice(labelOf(track), 0, 200),
    kind: kindOf(track),
    readyState: readyStateOf(track),
    enabled: enabledOf(track),
    muted: mutedOf(track),
    mutedSince: mutedSince(track),
    width: settings.width ?? null,
    height: settings.height ?? null,
    frameRate: settings.frameRate ?? null,
    source: trackSource(track),
  };
}
