import { call, getter, method } from './natives';

/**
 * Native reads of WebRTC objects. They bypass the wraps (a wrapped sender.track may show a pending
 * track) and never change what the page sees: getParameters() is not among them, because it ends
 * the transaction that the page may have open (webrtc-pc, RTCRtpSender.getParameters).
 */
const pc = RTCPeerConnection.prototype;
const transceiver = RTCRtpTransceiver.prototype;
const sender = RTCRtpSender.prototype;
const receiver = RTCRtpReceiver.prototype;
const track = MediaStreamTrack.prototype;
const description = RTCSessionDescription.prototype;

type Description = RTCSessionDescription | null;

/** A reader of one of the browser's accessors. */
function reads<T, O>(owner: object | undefined, name: string): (object: O) => T {
  const get = getter(owner, name);
  return (object) => call<T>(get, object);
}
/** A caller of one of the browser's methods that take nothing. */
function calls<T, O>(owner: object, name: string): (object: O) => T {
  const native = method(owner, name);
  return (object) => call<T>(native, object);
}

export const connectionState = reads<RTCPeerConnectionState, RTCPeerConnection>(pc, 'connectionState');
export const iceConnectionState = reads<RTCIceConnectionState, RTCPeerConnection>(pc, 'iceConnectionState');
export const signalingState = reads<RTCSignalingState, RTCPeerConnection>(pc, 'signalingState');
export const transceiversOf = calls<RTCRtpTransceiver[], RTCPeerConnection>(pc, 'getTransceivers');
export const statsOf = calls<Promise<RTCStatsReport>, RTCPeerConnection>(pc, 'getStats');

export const localDescriptionOf = reads<Description, RTCPeerConnection>(pc, 'localDescription');
export const remoteDescriptionOf = reads<Description, RTCPeerConnection>(pc, 'remoteDescription');
const sdp = reads<string, object>(description, 'sdp');
/** The SDP of a description; null without one. Serialising costs, so read it after a negotiation only. */
export const sdpOf = (value: Description) => value && sdp(value);
export const sdpTypeOf = reads<RTCSdpType, unknown>(description, 'type');

export const midOf = reads<string | null, RTCRtpTransceiver>(transceiver, 'mid');
export const directionOf = reads<RTCRtpTransceiverDirection, RTCRtpTransceiver>(transceiver, 'direction');
export const currentDirectionOf = reads<RTCRtpTransceiverDirection | null, RTCRtpTransceiver>(
  transceiver,
  'currentDirection',
);
export const senderOf = reads<RTCRtpSender, RTCRtpTransceiver>(transceiver, 'sender');
export const receiverOf = reads<RTCRtpReceiver, RTCRtpTransceiver>(transceiver, 'receiver');
export const senderTrackOf = reads<MediaStreamTrack | null, RTCRtpSender>(sender, 'track');
export const receiverTrackOf = reads<MediaStreamTrack, RTCRtpReceiver>(receiver, 'track');
const dtmfOf = reads<RTCDTMFSender | null, RTCRtpSender>(sender, 'dtmf');
const toneBufferOf = reads<string, RTCDTMFSender>(globalThis.RTCDTMFSender?.prototype, 'toneBuffer');
/** DTMF tones that are still to be sent. */
export function pendingTones(s: RTCRtpSender): string {
  const dtmf = dtmfOf(s);
  return dtmf ? toneBufferOf(dtmf) : '';
}

export const kindOf = reads<'audio' | 'video', MediaStreamTrack>(track, 'kind');
export const trackIdOf = reads<string, MediaStreamTrack>(track, 'id');
export const labelOf = reads<string, MediaStreamTrack>(track, 'label');
export const readyStateOf = reads<MediaStreamTrackState, MediaStreamTrack>(track, 'readyState');
export const enabledOf = reads<boolean, MediaStreamTrack>(track, 'enabled');
export const mutedOf = reads<boolean, MediaStreamTrack>(track, 'muted');
export const settingsOf = calls<MediaTrackSettings, MediaStreamTrack>(track, 'getSettings');
export const streamIdOf = reads<string, unknown>(MediaStream.prototype, 'id');
export const tracksOf = calls<MediaStreamTrack[], unknown>(MediaStream.prototype, 'getTracks');

/** Whether a direction sends. */
export const sends = (direction: string | null) => direction === 'sendrecv' || direction === 'sendonly';
/** Whether a direction receives. */
export const receives = (direction: string | null) => direction === 'sendrecv' || direction === 'recvonly';
