export { receives, sends } from '../../protocol/directions';

import { startsWith } from './base/lists';
import { call, getOwnPropertyDescriptor, getter, method, ownerOf } from './base/natives';

/**
 * Native reads and calls of WebRTC objects. They bypass the wraps (a wrapped sender.track may show a
 * pending track). The reads never change what the page sees: getParameters() is not among them,
 * because it ends the transaction that the page may have open (webrtc-pc, RTCRtpSender.getParameters).
 */
export const pcProto = RTCPeerConnection.prototype;
export const transceiverProto = RTCRtpTransceiver.prototype;
export const senderProto = RTCRtpSender.prototype;
const receiverProto = RTCRtpReceiver.prototype;
export const trackProto = MediaStreamTrack.prototype;
const descriptionProto = RTCSessionDescription.prototype;

type Description = RTCSessionDescription | null;

/** A reader of one of the browser's accessors. */
function reads<T, O>(owner: object | undefined, name: string): (object: O) => T {
  const get = getter(owner, name);
  return (object) => call<T>(get, object);
}
/** A caller of one of the browser's methods. */
export function calls<T, O>(owner: object | undefined, name: string): (object: O, args?: unknown[]) => T {
  const native = method(owner, name);
  return (object, args) => call<T>(native, object, args);
}
/** A caller of the setter of one of the browser's accessors. */
function sets<T, O>(owner: object, name: string): (object: O, value: T) => void {
  const set = getOwnPropertyDescriptor(ownerOf(owner, name) ?? owner, name)?.set;
  return (object, value) => call(set, object, [value]);
}

export const connectionState = reads<RTCPeerConnectionState, RTCPeerConnection>(pcProto, 'connectionState');
export const iceConnectionState = reads<RTCIceConnectionState, RTCPeerConnection>(pcProto, 'iceConnectionState');
export const signalingState = reads<RTCSignalingState, RTCPeerConnection>(pcProto, 'signalingState');
export const transceiversOf = calls<RTCRtpTransceiver[], RTCPeerConnection>(pcProto, 'getTransceivers');
export const statsOf = calls<Promise<RTCStatsReport>, RTCPeerConnection>(pcProto, 'getStats');

export const localDescriptionOf = reads<Description, RTCPeerConnection>(pcProto, 'localDescription');
export const remoteDescriptionOf = reads<Description, RTCPeerConnection>(pcProto, 'remoteDescription');
const sdp = reads<string, object>(descriptionProto, 'sdp');
/** The SDP of a description; null without one. Serializing costs, so read it after a negotiation only. */
export const sdpOf = (value: Description) => value && sdp(value);
export const sdpTypeOf = reads<RTCSdpType, unknown>(descriptionProto, 'type');

export const midOf = reads<string | null, RTCRtpTransceiver>(transceiverProto, 'mid');
export const directionOf = reads<RTCRtpTransceiverDirection, RTCRtpTransceiver>(transceiverProto, 'direction');
export const currentDirectionOf = reads<RTCRtpTransceiverDirection | null, RTCRtpTransceiver>(
  transceiverProto,
  'currentDirection',
);
export const senderOf = reads<RTCRtpSender, RTCRtpTransceiver>(transceiverProto, 'sender');
export const receiverOf = reads<RTCRtpReceiver, RTCRtpTransceiver>(transceiverProto, 'receiver');
export const senderTrackOf = reads<MediaStreamTrack | null, RTCRtpSender>(senderProto, 'track');
export const receiverTrackOf = reads<MediaStreamTrack, RTCRtpReceiver>(receiverProto, 'track');
/** It still has a track that has ended: it sends nothing until it gets another one. */
export function hasEndedTrack(sender: RTCRtpSender): boolean {
  const track = senderTrackOf(sender);
  return track !== null && !isLive(track);
}
const dtmfOf = reads<RTCDTMFSender | null, RTCRtpSender>(senderProto, 'dtmf');
const toneBufferOf = reads<string, RTCDTMFSender>(globalThis.RTCDTMFSender?.prototype, 'toneBuffer');
/** DTMF tones that are still to be sent. */
export function pendingTones(s: RTCRtpSender): string {
  const dtmf = dtmfOf(s);
  return dtmf ? toneBufferOf(dtmf) : '';
}

const channelState = reads<RTCDataChannelState, RTCDataChannel>(globalThis.RTCDataChannel?.prototype, 'readyState');
/** The page or the far end closed the channel. */
export const isClosing = (channel: RTCDataChannel) => startsWith(channelState(channel), 'clos');
/** The channel that a `datachannel` event is about. */
export const channelOf = reads<RTCDataChannel, Event>(globalThis.RTCDataChannelEvent?.prototype, 'channel');

export const kindOf = reads<'audio' | 'video', MediaStreamTrack>(trackProto, 'kind');
export const trackIdOf = reads<string, MediaStreamTrack>(trackProto, 'id');
export const labelOf = reads<string, MediaStreamTrack>(trackProto, 'label');
export const readyStateOf = reads<MediaStreamTrackState, MediaStreamTrack>(trackProto, 'readyState');
export const isLive = (track: MediaStreamTrack) => readyStateOf(track) === 'live';
export const enabledOf = reads<boolean, MediaStreamTrack>(trackProto, 'enabled');
export const mutedOf = reads<boolean, MediaStreamTrack>(trackProto, 'muted');
export const settingsOf = calls<MediaTrackSettings, MediaStreamTrack>(trackProto, 'getSettings');
export const streamIdOf = reads<string, unknown>(MediaStream.prototype, 'id');
export const tracksOf = calls<MediaStreamTrack[], unknown>(MediaStream.prototype, 'getTracks');

// What changes a page's objects: for the patches only.
export const addTrack = calls<RTCRtpSender, unknown>(pcProto, 'addTrack');
export const removeTrack = calls<void, unknown>(pcProto, 'removeTrack');
export const setDirection = sets<string, RTCRtpTransceiver>(transceiverProto, 'direction');
export const stopTransceiver = calls<void, RTCRtpTransceiver>(transceiverProto, 'stop');
export const setCodecPreferences = calls<void, RTCRtpTransceiver>(transceiverProto, 'setCodecPreferences');
export const headerExtensionsOf = calls<RTCRtpHeaderExtensionCapability[], unknown>(
  transceiverProto,
  'getHeaderExtensionsToNegotiate',
);
export const setHeaderExtensions = calls<void, RTCRtpTransceiver>(transceiverProto, 'setHeaderExtensionsToNegotiate');
export const replaceTrack = calls<Promise<void>, RTCRtpSender>(senderProto, 'replaceTrack');
export const setStreams = calls<void, RTCRtpSender>(senderProto, 'setStreams');
export const getParameters = calls<RTCRtpSendParameters, RTCRtpSender>(senderProto, 'getParameters');
export const setParameters = calls<Promise<void>, RTCRtpSender>(senderProto, 'setParameters');
