import { type ExpectedPage, type FindingId, NOT_GROWING } from './types';

/** A page of which nothing is claimed, but for what a comment justifies. */
const healthy = (
  page: string,
  what: string,
  facts: ExpectedPage['facts'],
  also: readonly FindingId[] = [],
): ExpectedPage => ({
  page: `healthy/${page}`,
  what,
  like: null,
  findings: [],
  also,
  overall: NOT_GROWING,
  facts,
});

/** A call with camera and microphone both ways. */
const CALL = { connections: 1, connected: 1, sending: 2, receiving: 2, captures: 2, capturesUnsent: 0 };

const SENDERS = [
  healthy('senders/share-with-preview', 'Five shares on one sender, each with a player', {
    ...CALL,
    transceivers: 3,
    resting: 1,
  }),
  healthy('senders/camera-switch-by-replacing', 'The camera is switched five times by replaceTrack', {
    ...CALL,
    transceivers: 2,
  }),
  healthy('senders/pool', 'Three transceivers made ahead take turns', { transceivers: 3, resting: 3, generated: 0 }),
  healthy('senders/recycled-by-stop', 'Five shares, each transceiver stopped and its m-line recycled', {
    ...CALL,
    transceivers: 2,
    mLines: 3,
  }),
  healthy('senders/simulcast-once', 'A camera in three layers, published once and paused twice', {
    transceivers: 1,
    sending: 1,
    captures: 1,
  }),
  healthy('senders/mute-by-enabled', 'Muted for a moment by enabled = false, five times', {
    ...CALL,
    transceivers: 2,
    capturesOff: 0,
  }),
  healthy('senders/hold-and-resume', 'All directions inactive and back, five times', { ...CALL, transceivers: 2 }),
  healthy('senders/camera-off-and-on', 'The camera is stopped and captured anew, five times', {
    ...CALL,
    transceivers: 2,
  }),
  healthy('senders/several-microphones', 'Every microphone is published by one line; one is unplugged and back', {
    connections: 1,
    sending: { min: 2 },
    capturesUnsent: 0,
    resting: 0,
  }),
  healthy('senders/tracks-of-participants', 'Three guests are relayed, a sender each, all live, made by one line', {
    connections: 4,
    sending: 3,
    receiving: 3,
  }),
  healthy('senders/share-with-sound', 'Five shares with sound on two transceivers', {
    transceivers: 2,
    resting: 2,
    captures: 0,
  }),
  healthy('senders/ice-restart', 'Four ICE restarts', { ...CALL, transceivers: 2, mLines: 2 }),
  healthy('senders/perfect-negotiation', 'Perfect negotiation with collisions', {
    connections: 1,
    connected: 1,
    unanswered: 0,
    transceivers: 1,
    sending: 1,
    receiving: 1,
  }),
];

const CAPTURES = [
  // The camera is live and on no sender; that a canvas draws it can't be seen.
  healthy(
    'captures/virtual-background',
    'The camera is drawn on a canvas that is published',
    { sending: 1, captures: 1, capturesUnsent: 1, generated: 1, generatedUnsent: 0 },
    ['captures-unsent'],
  ),
  healthy('captures/canvas-published-and-stopped', 'Five canvas tracks, each sent, taken off and stopped', {
    transceivers: 1,
    resting: 1,
    generated: 0,
  }),
  healthy('captures/preview-then-published', 'A preview that is published a second later', {
    sending: 2,
    captures: 2,
    capturesUnsent: 0,
  }),
  healthy('captures/recorder', 'Three recordings, each stopped, without a connection', { connections: 0, captures: 0 }),
  // Both are live and on no sender; that a recorder reads them can't be seen.
  healthy(
    'captures/recorder-at-work',
    'A recording that goes on, without a connection',
    { connections: 0, captures: 2, capturesUnsent: 2 },
    ['captures-unsent'],
  ),
  healthy('captures/permission-and-stopped', 'Captured for the permission four times, and stopped', {
    connections: 0,
    captures: 0,
  }),
  healthy('captures/effect-by-generator', 'Four generators, each sent for a moment and stopped', {
    sending: 1,
    captures: 1,
    capturesUnsent: 0,
    generated: 0,
  }),
];

const RECEIVERS = [
  healthy('receivers/twenty-participants', 'Twenty come, ten leave and ten others come, twice; m-lines are reused', {
    transceivers: 21,
    sending: 1,
    receiving: 20,
    mLines: 21,
  }),
  // 37 kB of SDP for eight who are all there: more than 16 kB, and needed.
  healthy(
    'receivers/members-only-join',
    'Eight come and stay: a receiver more each time, and all receive',
    { transceivers: 16, receiving: 16, resting: 0 },
    ['sdp-size'],
  ),
  healthy(
    'receivers/slots-used-later',
    'Six slots made ahead are filled one by one',
    { transceivers: 6, receiving: 6, resting: 0 },
    // 18 kB of SDP: more than 16 kB, and needed.
    ['sdp-size'],
  ),
  healthy(
    'receivers/slots-kept-free',
    'Six slots made once and kept free over five ICE restarts, beside a microphone',
    { transceivers: 7, sending: 1, resting: 6 },
    // Six are unused indeed, made once; 19 kB of SDP.
    ['never-used', 'sdp-size'],
  ),
  healthy('receivers/speakers-recycled', 'Six speakers one after the other on one m-line', {
    transceivers: 2,
    sending: 1,
    mLines: 2,
  }),
  healthy('receivers/both-ends-add', 'Both ends add transceivers: four m-lines where two would do', {
    transceivers: 4,
    sending: 2,
    receiving: 2,
  }),
];

const CONNECTIONS = [
  healthy('connections/player-reconnects', 'Fifteen tries, each closing the connection before it', { connections: 0 }),
  // Ten are open, made by one line, and quiet at the end: they may be counted, not called a leak.
  healthy(
    'connections/mesh-of-ten',
    'Ten connections with an open data channel each, all in use',
    { connections: 10, connected: 10, channels: 10 },
    ['open-unused', 'data-channels-open'],
  ),
  healthy('connections/peers-come-and-go', 'Six peers, two at a time; each connection is closed', {
    connections: 1,
    sending: 1,
    receiving: 1,
  }),
  // One connection carries nothing, and is alone.
  healthy(
    'connections/warm-spare',
    'A second connection kept warm for a fallback',
    { connections: 2, connected: 2, sending: 1 },
    ['open-unused', 'never-used'],
  ),
  healthy('connections/failed-and-closed', 'Six connections fail and are closed', { connections: 0 }),
  healthy('connections/probe-closed', 'Twelve probes, closed', { connections: 0 }),
  healthy('connections/channel-per-request', 'Thirty channels, each closed', { connections: 1, channels: 1 }),
  healthy('connections/one-long-channel', 'A hundred requests on one channel', { connections: 1, channels: 1 }),
  healthy('connections/slow-answer', 'An answer that comes after a second and a half', {
    connections: 1,
    connected: 1,
    unanswered: 0,
    sending: 1,
  }),
  healthy('connections/idle-call', 'A call in which nothing happens', { ...CALL, transceivers: 2 }),
  healthy('connections/calls-that-end', 'Five calls, each stopped and closed', { connections: 0, captures: 0 }),
];

export const HEALTHY: readonly ExpectedPage[] = [...SENDERS, ...CAPTURES, ...RECEIVERS, ...CONNECTIONS];
