import { guarded } from '../base/guard';
import { each } from '../base/lists';
import { call, construct, defineProperty, getOwnPropertyDescriptor, now, proxy } from '../base/natives';
import { listen, targetOf } from '../events';
import { append, logConnection } from '../log';
import { addConnection, type ConnectionRecord, channelMade, connectionRecord } from '../records';
import { captureStack } from '../stacks';
import { syncConnection } from '../sync';
import { channelOf, connectionState, iceConnectionState, signalingState, transceiversOf } from '../webrtc';

/**
 * Stands around the RTCPeerConnection constructor. A Proxy honors new.target, statics, subclasses
 * and instanceof; prototype.constructor and the old name webkitRTCPeerConnection point to it too.
 */
export function observeConstructor(onCreated: () => void): void {
  const Native = globalThis.RTCPeerConnection;
  const create = (target: typeof Native, args: unknown[], newTarget: new () => unknown) => {
    const pc = construct(target, args, newTarget) as RTCPeerConnection;
    guarded('new RTCPeerConnection', () => {
      const record = addConnection(pc, captureStack(create));
      logConnection(record, 'made');
      each(LISTENERS, (one) => call(listen, pc, one));
      onCreated();
    });
    return pc;
  };
  const ours = proxy(Native, { construct: create as never });
  const replace = (owner: object, name: string) => {
    const before = getOwnPropertyDescriptor(owner, name);
    if (before?.value === Native && before.configurable) defineProperty(owner, name, { ...before, value: ours });
  };
  replace(globalThis, 'RTCPeerConnection');
  replace(globalThis, 'webkitRTCPeerConnection');
  replace(Native.prototype, 'constructor');
}

type Listening = [type: string, listener: (event: Event) => void];

/** A listener for all connections. Events that the page dispatched itself are ignored. */
function listening(
  type: string,
  onEvent: (pc: RTCPeerConnection, record: ConnectionRecord, event: Event) => void,
): Listening {
  const listener = (event: Event) => {
    const pc = event.isTrusted && call<RTCPeerConnection>(targetOf, event);
    const record = connectionRecord(pc);
    if (record) guarded(type, () => onEvent(pc as RTCPeerConnection, record, event));
  };
  return [type, listener];
}

/**
 * A connection is followed through its events. They show when a description was applied without our touching
 * the promises that the page gets: a reaction of ours would mark a rejected one as handled.
 */
const LISTENERS = [
  listening('signalingstatechange', signalingChanged),
  listening('connectionstatechange', (pc, record) => logConnection(record, 'connectionState', connectionState(pc))),
  listening('iceconnectionstatechange', (pc, record) =>
    logConnection(record, 'iceConnectionState', iceConnectionState(pc)),
  ),
  listening('datachannel', (_, record, event) => {
    channelMade(record, channelOf(event), null);
    logConnection(record, 'datachannel', 'remote');
  }),
];

function signalingChanged(pc: RTCPeerConnection, record: ConnectionRecord): void {
  const state = signalingState(pc);
  const entry = logConnection(record, 'signalingState', state);
  if (state === 'have-local-offer') record.offers++;
  if (state !== 'stable') record.negotiatingSince ??= { at: now(), n: entry.n };
  // Whatever is new now and was not made by a call of the page came with a remote description.
  syncConnection(record, { madeBy: 'setRemoteDescription', madeStack: null });
  const began = record.negotiatingSince;
  if (state !== 'stable' || !began) return;
  record.negotiatingSince = null;
  record.negotiations++;
  record.outbounds = [];
  record.lastNegotiationMs = now() - began.at;
  const transceivers = transceiversOf(pc).length;
  append(record, null, {
    type: 'negotiated',
    ms: record.lastNegotiationMs,
    transceivers,
    mLines: null,
    sdpBytes: null,
  });
}
