import type { LogEntry } from '../../protocol/log';
import type {
  Direction,
  EncodingState,
  EndedGiven,
  Kind,
  MadeBy,
  Phase,
  SourceType,
  StatsSample,
} from '../../protocol/state';
import { add, bareList, put, remove, startsWith } from './base/lists';
import { now, SafeFinalizationRegistry, SafeMap, SafeWeakMap, SafeWeakRef } from './base/natives';
import { count, createLedger, type Ledger } from './tally';
import { isClosing } from './webrtc';

export interface SdpFacts {
  mLines: number;
  rejected: number;
  local: number | null;
  remote: number | null;
  /** The mid of the BUNDLE-tagged m-line, and whether a data channel's m-line is in use. */
  bundleTag: string | null;
  application: boolean;
}

/** The ledger's record of a connection: plain data and a weak reference, so that it keeps nothing alive. */
export interface ConnectionRecord {
  id: number;
  ref: WeakRef<RTCPeerConnection>;
  madeAt: number;
  madeStack: number | null;
  closedAt: number | null;
  collectedAt: number | null;
  transceivers: TransceiverRecord[];
  negotiations: number;
  /** Local offers applied; a page that only answers has none. */
  offers: number;
  lastNegotiationMs: number | null;
  /** When and at which log position the negotiation in flight left `stable`; null in `stable`. */
  negotiatingSince: { at: number; n: number } | null;
  dataChannels: number;
  channels: Ledger<RTCDataChannel>;
  log: LogEntry[];
  logDropped: number;
  /** What the descriptions say, as last read. */
  sdp: SdpFacts | null;
  /** Ids of the statistics of what is sent, as they were last gone through; none where all are to be looked at. */
  outbounds: string[];
}

export interface TransceiverRecord {
  id: number;
  connection: ConnectionRecord;
  ref: WeakRef<RTCRtpTransceiver>;
  kind: Kind;
  madeBy: MadeBy;
  madeAt: number;
  madeStack: number | null;
  index: number | null;
  direction: Direction;
  currentDirection: Direction | null;
  phase: Phase;
  sourceType: SourceType | null;
  /** Number of the track that it sends or sent last. */
  track: number | null;
  /** Of the call that captured that track. */
  captureStack: number | null;
  hasSent: boolean;
  hasReceived: boolean;
  lastSentAt: number | null;
  idleSince: number | null;
  lastSize: { width: number; height: number } | null;
  /** When the page last took the track or the send direction away; dates an idleness seen later. */
  letGoAt: number | null;
  released: boolean;
  /** Log position of the release. */
  releasedN: number;
  /** Negotiations of the connection until the release. */
  releasedAfter: number;
  endedGiven: EndedGiven | null;
  reused: number;
  /** The stream whose addStream() reuse served here; the browser's removeStream() does not know of it. */
  takenStream: WeakRef<MediaStream> | null;
  /** Handed over by reuse, and not seen sending since: whoever changes it now may be its old owner. */
  fresh: boolean;
  streams: string[];
  encodings: EncodingState[];
  /** Encoding rids, fixed when it was created; [null] for one without a rid. */
  rids: (string | null)[];
  codecPreferences: string[] | null;
  /** The header extensions before the page first changed them; null where it did not. */
  headerExtensions: RTCRtpHeaderExtensionCapability[] | null;
  transformed: boolean;
  /** The track that its sender has, or gets by a replaceTrack() that has not settled. */
  followed: WeakRef<MediaStreamTrack> | null;
  /** The page's last replaceTrack(), until its track is seen on the sender. */
  replacing: { track: WeakRef<MediaStreamTrack> | null; at: number } | null;
  /** Its idle encoder was made small, by the patch or by the button; null where its encodings are the page's own. */
  downscaled: 'patch' | 'button' | null;
  stats: StatsSample | null;
}

const byConnection = new SafeWeakMap<RTCPeerConnection, ConnectionRecord>();
const byTransceiver = new SafeWeakMap<RTCRtpTransceiver, TransceiverRecord>();
const bySender = new SafeWeakMap<RTCRtpSender, TransceiverRecord>();
export const connections = new SafeMap<number, ConnectionRecord>();

/** Collected connections stay listed, the newest ones, so that their story can be read. */
const MAX_COLLECTED = 50;
const collectedIds: number[] = [];
let nextConnection = 1;
let nextTransceiver = 1;
let onCollected: (record: ConnectionRecord) => void = () => {};

const collected = new SafeFinalizationRegistry<number>((id) => {
  const record = connections.get(id);
  if (!record) return;
  record.collectedAt = now();
  onCollected(record);
  add(collectedIds, id);
  if (collectedIds.length <= MAX_COLLECTED) return;
  connections.delete(collectedIds[0]!);
  remove(collectedIds, 0, 1);
});

/** Sets the one function that is called when a connection was collected: the log's. */
export function whenCollected(listener: (record: ConnectionRecord) => void): void {
  onCollected = listener;
}

export function addConnection(pc: RTCPeerConnection, madeStack: number | null): ConnectionRecord {
  const record: ConnectionRecord = {
    id: nextConnection++,
    ref: new SafeWeakRef(pc),
    madeAt: now(),
    madeStack,
    closedAt: null,
    collectedAt: null,
    transceivers: bareList(),
    negotiations: 0,
    offers: 0,
    lastNegotiationMs: null,
    negotiatingSince: null,
    dataChannels: 0,
    channels: createLedger(isClosing, true),
    log: bareList(),
    logDropped: 0,
    sdp: null,
    outbounds: [],
  };
  byConnection.set(pc, record);
  connections.set(record.id, record);
  collected.register(pc, record.id);
  return record;
}

/** A data channel is there; `stack` of the call that opened it, null for one of the far end's. */
export function channelMade(record: ConnectionRecord, channel: RTCDataChannel, stack: number | null): void {
  record.dataChannels++;
  count(record.channels, channel, { stack });
}

/** The record of a connection; undefined for anything else, and for one made before the hook. */
export const connectionRecord = (pc: unknown) => byConnection.get(pc as RTCPeerConnection);
export const transceiverRecord = (t: unknown) => byTransceiver.get(t as RTCRtpTransceiver);
export const senderRecord = (s: unknown) => bySender.get(s as RTCRtpSender);

/** Created by the page to publish, by addTransceiver(), addTrack() or addStream(); a receive slot or one of a remote offer is not. */
export const isPublishers = ({ madeBy }: TransceiverRecord) => startsWith(madeBy, 'add');

export function addTransceiver(
  connection: ConnectionRecord,
  transceiver: RTCRtpTransceiver,
  sender: RTCRtpSender,
  facts: Pick<TransceiverRecord, 'kind' | 'direction' | 'madeBy' | 'madeStack'>,
): TransceiverRecord {
  const record: TransceiverRecord = {
    id: nextTransceiver++,
    connection,
    ref: new SafeWeakRef(transceiver),
    madeAt: now(),
    index: null,
    currentDirection: null,
    phase: 'new',
    sourceType: null,
    track: null,
    captureStack: null,
    hasSent: false,
    hasReceived: false,
    lastSentAt: null,
    idleSince: null,
    lastSize: null,
    letGoAt: null,
    released: false,
    releasedN: 0,
    releasedAfter: 0,
    endedGiven: null,
    reused: 0,
    takenStream: null,
    fresh: false,
    streams: [],
    encodings: [],
    rids: [null],
    codecPreferences: null,
    headerExtensions: null,
    transformed: false,
    followed: null,
    replacing: null,
    downscaled: null,
    stats: null,
    ...facts,
  };
  byTransceiver.set(transceiver, record);
  bySender.set(sender, record);
  put(connection.transceivers, record);
  return record;
}
