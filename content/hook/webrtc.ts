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

const get = {
  connectionState: getter(pc, 'connectionState'),
  iceConnectionState: getter(pc, 'iceConnectionState'),
  signalingState: getter(pc, 'signalingState'),
  localDescription: getter(pc, 'localDescription'),
  remoteDescription: getter(pc, 'remoteDescription'),
  sdp: getter(description, 'sdp'),
  type: getter(description, 'type'),
  mid: getter(transceiver, 'mid'),
  direction: getter(transceiver, 'direction'),
  currentDirection: getter(transceiver, 'currentDirection'),
  sender: getter(transceiver, 'sender'),
  receiver: getter(transceiver, 'receiver'),
  senderTrack: getter(sender, 'track'),
  receiverTrack: getter(receiver, 'track'),
  dtmf: getter(sender, 'dtmf'),
  toneBuffer: getter(globalThis.RTCDTMFSender?.prototype, 'toneBuffer'),
  kind: getter(track, 'kind'),
  id: getter(track, 'id'),
  label: getter(track, 'label'),
  readyState: getter(track, 'readyState'),
  enabled: getter(track, 'enabled'),
  muted: getter(track, 'muted'),
  streamId: getter(MediaStream.prototype, 'id'),
};
const getTransceivers = method(pc, 'getTransceivers');
const getSettings = method(track, 'getSettings');
const getStats = method(pc, 'getStats');
const getTracks = method(MediaStream.prototype, 'getTracks');

export const connectionState = (c: RTCPeerConnection) => call<RTCPeerConnectionState>(get.connectionState, c);
export const iceConnectionState = (c: RTCPeerConnection) => call<RTCIceConnectionState>(get.iceConnectionState, c);
export const signalingState = (c: RTCPeerConnection) => call<RTCSignalingState>(get.signalingState, c);
export const transceiversOf = (c: RTCPeerConnection) => call<RTCRtpTransceiver[]>(getTransceivers, c);
export const statsOf = (c: RTCPeerConnection) => call<Promise<RTCStatsReport>>(getStats, c);

/** The SDP in force or pending; null without one. Serialising costs, so read it after a negotiation only. */
export function sdpOf(c: RTCPeerConnection, side: 'localDescription' | 'remoteDescription'): string | null {
  const value = call<Description>(get[side], c);
  return value && call<string>(get.sdp, value);
}
export const sdpTypeOf = (d: unknown) => call<RTCSdpType>(get.type, d);

export const midOf = (t: RTCRtpTransceiver) => call<string | null>(get.mid, t);
export const directionOf = (t: RTCRtpTransceiver) => call<RTCRtpTransceiverDirection>(get.direction, t);
export const currentDirectionOf = (t: RTCRtpTransceiver) =>
  call<RTCRtpTransceiverDirection | null>(get.currentDirection, t);
export const senderOf = (t: RTCRtpTransceiver) => call<RTCRtpSender>(get.sender, t);
export const receiverOf = (t: RTCRtpTransceiver) => call<RTCRtpReceiver>(get.receiver, t);
export const senderTrackOf = (s: RTCRtpSender) => call<MediaStreamTrack | null>(get.senderTrack, s);
export const receiverTrackOf = (r: RTCRtpReceiver) => call<MediaStreamTrack>(get.receiverTrack, r);
/** DTMF tones that are still to be sent. */
export function pendingTones(s: RTCRtpSender): string {
  const dtmf = call<RTCDTMFSender | null>(get.dtmf, s);
  return dtmf ? call<string>(get.toneBuffer, dtmf) : '';
}

export const kindOf = (t: MediaStreamTrack) => call<'audio' | 'video'>(get.kind, t);
export const trackIdOf = (t: MediaStreamTrack) => call<string>(get.id, t);
export const labelOf = (t: MediaStreamTrack) => call<string>(get.label, t);
export const readyStateOf = (t: MediaStreamTrack) => call<MediaStreamTrackState>(get.readyState, t);
export const enabledOf = (t: MediaStreamTrack) => call<boolean>(get.enabled, t);
export const mutedOf = (t: MediaStreamTrack) => call<boolean>(get.muted, t);
export const settingsOf = (t: MediaStreamTrack) => call<MediaTrackSettings>(getSettings, t);
export const streamIdOf = (s: unknown) => call<string>(get.streamId, s);
export const tracksOf = (s: unknown) => call<MediaStreamTrack[]>(getTracks, s);

/** Whether a direction sends. */
export const sends = (direction: string | null) => direction === 'sendrecv' || direction === 'sendonly';
/** Whether a direction receives. */
export const receives = (direction: string | null) => direction === 'sendrecv' || direction === 'recvonly';
