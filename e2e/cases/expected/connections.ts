import { type ExpectedFinding, type ExpectedPage, GROWING } from './types';

/** Connections that one line makes and nobody closes. */
const open = (fn: string, count: number): ExpectedFinding => ({
  id: 'open-unused',
  state: 'growing',
  fn: [fn],
  subject: ['connection'],
  count,
  cost: 'measured',
  call: ['close()'],
});

const channels = (fn: string | null, count: number): ExpectedFinding => ({
  id: 'data-channels-open',
  state: 'growing',
  fn: fn === null ? null : [fn],
  subject: ['data channel'],
  count,
  cost: 'measured',
  call: ['close()'],
});

export const CONNECTIONS: readonly ExpectedPage[] = [
  {
    page: 'leaks/connections/call-never-closed',
    what: 'Five calls whose tracks are stopped and whose connections stay connected',
    like: null,
    findings: [open('call', 5)],
    // Each of them publishes two tracks that have ended, and its camera's encoder stays.
    also: ['dead-track-sent', 'idle-senders'],
    overall: GROWING,
    facts: { connections: 5, connected: 5, transceivers: 10, sending: 0, sendingDead: 10, captures: 0 },
  },
  {
    page: 'leaks/connections/failed-and-retried',
    what: 'Six connections that failed and were not closed',
    like: 'open-webrtc-toolkit/owt-client-javascript#404',
    findings: [open('connect', 6)],
    also: ['never-used'],
    overall: GROWING,
    facts: { connections: 6, broken: 6 },
  },
  {
    page: 'leaks/connections/far-end-gone',
    what: 'Six connections whose far end has closed: connected for a while yet, each with a closed channel',
    like: 'peers/peerjs#431',
    findings: [open('sendFile', 6)],
    also: [],
    overall: GROWING,
    facts: { connections: 6, channels: 0, transceivers: 0 },
  },
  {
    page: 'leaks/connections/address-probe',
    what: 'Twelve connections with an offer that goes nowhere, made to learn an address',
    like: null,
    findings: [open('localAddress', 12)],
    // None of the offers is answered, nor is any of the channels ever opened.
    also: ['offer-unanswered'],
    overall: GROWING,
    facts: { connections: 12, connected: 0, unanswered: 12, channels: 0 },
  },
  {
    page: 'leaks/connections/made-twice',
    what: 'Fifteen connections of which fourteen are never negotiated; the last carries a microphone',
    like: null,
    findings: [open('render', 14)],
    also: [],
    overall: GROWING,
    facts: { connections: 15, connected: 1, transceivers: 1, sending: 1 },
  },
  {
    page: 'leaks/connections/channel-closed-connection-kept',
    what: 'Eight connections, connected, whose only channel is closed',
    like: null,
    findings: [open('lookUp', 8)],
    also: [],
    overall: GROWING,
    facts: { connections: 8, connected: 8, channels: 0 },
  },
  {
    page: 'leaks/connections/channels-from-the-far-end',
    what: 'Forty data channels that the far end opened and nobody closes',
    like: 'libp2p/js-libp2p#1976',
    findings: [channels(null, 40)],
    also: [],
    overall: GROWING,
    facts: { connections: 1, connected: 1, channels: 41 },
  },
  {
    page: 'leaks/connections/negotiated-channel-per-file',
    what: 'Forty negotiated data channels, one a file, none closed',
    like: 'libp2p/js-libp2p#1895',
    findings: [channels('sendFile', 40)],
    also: [],
    overall: GROWING,
    facts: { connections: 1, connected: 1, channels: 41 },
  },
];
