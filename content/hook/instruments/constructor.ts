import { guarded } from '../guard';
import { each } from '../lists';
import { append } from '../log';
import { call, construct, defineProperty, getOwnPropertyDescriptor, method, now, proxy } from '../natives';
import { addConnection, type ConnectionRecord } from '../records';
import { captureStack } from '../stacks';
import { lookAt } from '../sync';
import { connectionState, iceConnectionState, signalingState } from '../webrtc';
import type { Revert } from '../wrap';

const listen = method(EventTarget.prototype, 'addEventListener');

/**
 * Stands around the RTCPeerConnection constructor. A Proxy honours new.target, statics, subclasses
 * and instanceof; prototype.constructor and the old name webkitRTCPeerConnection point to it too.
 */
export function observeBirths(onBirth: () => void): Revert {
  const Native = globalThis.RTCPeerConnection;
  const on = { live: true };
  const made = (target: typeof Native, args: unknown[], newTarget: new () => unknown) => {
    const pc = construct(target, args, newTarget) as RTCPeerConnection;
    if (on.live) {
      guarded('new RTCPeerConnection', () => {
        const record = addConnection(pc, captureStack(made));
        append(record, null, { type: 'connection', name: 'made', value: '' });
        follow(pc, record);
        onBirth();
      });
    }
    return pc;
  };
  const ours = proxy(Native, { construct: made as never });
  const reverts = [
    replace(globalThis, 'RTCPeerConnection', Native, ours),
    replace(globalThis, 'webkitRTCPeerConnection', Native, ours),
    replace(Native.prototype, 'constructor', Native, ours),
  ];
  return () => {
    on.live = false;
    each(reverts, (revert) => revert());
  };
}

function replace(owner: object, name: string, native: unknown, ours: unknown): Revert {
  const before = getOwnPropertyDescriptor(owner, name);
  if (before?.value !== native || !before?.configurable) return () => {};
  defineProperty(owner, name, { ...before, value: ours });
  return () => {
    const current = getOwnPropertyDescriptor(owner, name);
    if (current?.value === ours) defineProperty(owner, name, { ...current, value: native });
  };
}

/**
 * Follows a connection through its events: they tell when a description was applied without a hand
 * on the promises that the page gets (a reaction of ours would mark a rejected one as handled).
 * Events that the page dispatched itself say nothing.
 */
function follow(pc: RTCPeerConnection, record: ConnectionRecord): void {
  const on = (type: string, hear: (pc: RTCPeerConnection) => void) => {
    const listener = (event: Event) => {
      if (event.isTrusted) guarded(type, () => withConnection(record, hear));
    };
    call(listen, pc, [type, listener]);
  };
  on('signalingstatechange', (c) => signalingChanged(c, record));
  on('connectionstatechange', (c) =>
    append(record, null, { type: 'connection', name: 'connectionState', value: connectionState(c) }),
  );
  on('iceconnectionstatechange', (c) =>
    append(record, null, { type: 'connection', name: 'iceConnectionState', value: iceConnectionState(c) }),
  );
  on('datachannel', () => {
    record.dataChannels++;
    append(record, null, { type: 'connection', name: 'datachannel', value: 'remote' });
  });
}

function withConnection(record: ConnectionRecord, hear: (pc: RTCPeerConnection) => void): void {
  const pc = record.ref.deref();
  if (pc) hear(pc);
}

function signalingChanged(pc: RTCPeerConnection, record: ConnectionRecord): void {
  const state = signalingState(pc);
  const entry = append(record, null, { type: 'connection', name: 'signalingState', value: state });
  record.sdp = null;
  if (state === 'have-local-offer') record.offers++;
  if (state !== 'stable') {
    record.negotiatingSince ??= { at: now(), n: entry.n };
  }
  // Whatever is new now and was not made by a call of the page came with a remote description.
  lookAt(record, { madeBy: 'setRemoteDescription', stack: null });
  const began = record.negotiatingSince;
  if (state !== 'stable' || !began) return;
  record.negotiatingSince = null;
  record.negotiations++;
  record.lastNegotiationMs = now() - began.at;
  let transceivers = 0;
  each(record.transceivers, ({ index }) => {
    if (index !== null) transceivers++;
  });
  append(record, null, {
    type: 'negotiated',
    ms: record.lastNegotiationMs,
    transceivers,
    mLines: null,
    sdpBytes: null,
  });
}
