import { isObject, parseInner, textOf } from '../../read/json';
import type { ReplayedConnection } from '../../replay/connection';
import type { TransceiverUpdate } from '../../replay/types';
import { readDescription } from './parse/description';
import type { DumpEvent } from './parse/shape';

/** Calls that have an event of their own in the dump. */
const CALLS = new Set([
  'addTransceiver',
  'addTrack',
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'createDataChannel',
  'addStream',
  'removeStream',
]);

/** Replays one event of Chrome's log. @param update what it says of a transceiver */
export function replayEvent(
  connection: ReplayedConnection,
  at: number,
  { type, value }: DumpEvent,
  update: TransceiverUpdate | null,
): void {
  if (update) {
    connection.updateTransceiver(at, update);
    return;
  }
  if (CALLS.has(type)) replayCall(connection, at, type, value);
  // Without an argument setLocalDescription() makes the description itself, which is known once it succeeded.
  if (type === 'setLocalDescription' || type === 'setLocalDescriptionOnSuccess') {
    connection.setLocal(readDescription(value));
  }
  if (type === 'setRemoteDescription') connection.setRemote(readDescription(value));
  if (type === 'onicecandidate' || type === 'icecandidate') replayCandidate(connection, value);
  if (type === 'close' || type === 'stop' || type === 'remove') connection.close(at);
  const name = type.toLowerCase().replace(/^on/, '');
  const json = parseInner(value);
  const state = typeof json === 'string' ? json : textOf(value);
  if (state === null) return;
  if (name === 'signalingstatechange') connection.setSignalingState(at, state);
  else if (name === 'connectionstatechange') connection.setConnectionState(at, state);
  else if (name === 'iceconnectionstatechange') connection.setIceConnectionState(at, state);
}

function replayCall(connection: ReplayedConnection, at: number, name: string, value: unknown): void {
  const json = parseInner(value);
  const given = isObject(json) ? json : {};
  const words = [textOf(given.kind), textOf(given.type), textOf(given.direction), textOf(given.label)];
  connection.call(at, name, words.filter(Boolean).join(', '));
}

function replayCandidate(connection: ReplayedConnection, value: unknown): void {
  const json = parseInner(value);
  connection.addLocalCandidate(isObject(json) ? textOf(json.candidate, 2000) : null);
}
