import type { EncodingState, Kind } from '../../../../protocol/state';
import type { Added, Negotiator } from '../../jsep/negotiator';
import { type Sdp, sdpOf } from '../../jsep/sdp';
import { isObject, numberOf, textOf } from '../../read/json';
import { encodingsOf, isDirection } from '../call-values';
import { expanded, StatsDelta, withCandidate } from './delta';

/** Larger descriptions get no candidates. */
const MAX_SDP = 500_000;

type Call = Omit<Added, 'receiver'>;

/** Replays the lines of one connection. */
export class RtcstatsConnection {
  readonly stats = new StatsDelta();
  /** The call whose OnSuccess, right behind it, names the transceiver. */
  private call: Call | null = null;
  /** What the browser has, against which the next description is written. */
  private local: Sdp | null = null;
  private remote: Sdp | null = null;
  /** Descriptions on their way. */
  private nextLocal: Sdp | null = null;
  private nextRemote: Sdp | null = null;
  private created: Sdp | null = null;
  /** setLocalDescription() without a description: its success brings it, after the event about the state. */
  private isImplicit = false;
  private lateState: string | null = null;

  constructor(private readonly negotiator: Negotiator) {}

  replay(at: number, name: string, value: unknown, extra: readonly unknown[]): void {
    const { negotiator } = this;
    const { connection } = negotiator;
    switch (name) {
      case 'addTrack':
        this.call = callOf('addTrack', value, null);
        return;
      case 'addTransceiver':
        this.call = Array.isArray(value) ? callOf('addTransceiver', value[0], value[1]) : null;
        return;
      case 'addTrackOnSuccess':
      case 'addTransceiverOnSuccess':
        if (this.call) negotiator.add(at, { ...this.call, receiver: textOf(extra[0]) });
        this.call = null;
        return;
      case 'removeTrack':
        negotiator.removeTrack(at, negotiator.byReceiver(textOf(value)));
        return;
      case 'replaceTrack': {
        const [before, after] = Array.isArray(value) ? value : [];
        const track = trackOf(before)?.id;
        const member = negotiator.byReceiver(textOf(extra[0])) ?? (track ? negotiator.byTrack(track) : undefined);
        negotiator.replaceTrack(at, member, trackOf(after)?.id ?? null);
        return;
      }
      case 'ontrack': {
        const track = trackOf(value);
        if (track) negotiator.nameReceiver(track.id, track.kind);
        return;
      }
      case 'createDataChannel':
        connection.call(at, name, '');
        return;
      case 'close':
        connection.close(at);
        return;
      case 'onicecandidate':
        this.candidate(value);
        return;
      case 'onsignalingstatechange':
        if (this.isImplicit) this.lateState = textOf(value);
        else this.signalingState(at, textOf(value));
        return;
      case 'onconnectionstatechange':
        connection.setConnectionState(at, textOf(value) ?? '');
        return;
      case 'oniceconnectionstatechange':
        connection.setIceConnectionState(at, textOf(value) ?? '');
        return;
      default:
        this.describe(at, name, sdpOf(value));
    }
  }

  private describe(at: number, name: string, sdp: Sdp | null): void {
    switch (name) {
      case 'createOfferOnSuccess':
      case 'createAnswerOnSuccess':
        if (sdp) this.created = expanded(sdp, this.local);
        return;
      case 'setLocalDescription':
        this.negotiator.connection.call(at, name, sdp?.type ?? '');
        this.isImplicit = sdp === null;
        if (sdp) this.setLocal(at, expanded(sdp, this.local ?? this.created));
        return;
      case 'setLocalDescriptionOnSuccess':
        if (sdp && this.isImplicit) this.setLocal(at, expanded(sdp, this.local));
        this.local = this.nextLocal ?? this.local;
        this.created = null;
        this.endImplicit(at);
        return;
      case 'setLocalDescriptionOnFailure':
        this.nextLocal = null;
        this.endImplicit(at);
        return;
      case 'setRemoteDescription':
        this.negotiator.connection.call(at, name, sdp?.type ?? '');
        this.nextRemote = sdp && expanded(sdp, this.remote);
        if (this.nextRemote) this.negotiator.setRemote(at, this.nextRemote);
        return;
      case 'setRemoteDescriptionOnSuccess':
        this.remote = this.nextRemote ?? this.remote;
        return;
    }
  }

  private setLocal(at: number, sdp: Sdp): void {
    this.nextLocal = sdp.type === 'rollback' ? null : sdp;
    this.negotiator.setLocal(at, sdp);
  }

  private endImplicit(at: number): void {
    this.isImplicit = false;
    if (this.lateState !== null) this.signalingState(at, this.lateState);
    this.lateState = null;
  }

  private signalingState(at: number, state: string | null): void {
    this.negotiator.connection.setSignalingState(at, state ?? '');
    if (state === 'stable') this.negotiator.settle(at);
  }

  private candidate(value: unknown): void {
    const line = isObject(value) ? textOf(value.candidate, 2000) : null;
    const index = isObject(value) ? numberOf(value.sdpMLineIndex) : null;
    this.negotiator.connection.addLocalCandidate(line);
    const isRoom = this.local !== null && this.local.sdp.length < MAX_SDP;
    if (this.local && isRoom && line && index !== null && index >= 0)
      this.local = withCandidate(this.local, line, index);
  }
}

/** `[kind, id, label, …streams]` */
function trackOf(value: unknown): { kind: Kind; id: string; streams: string[] } | null {
  if (!Array.isArray(value)) return null;
  const [kind, id, , ...streams] = value.slice(0, 32).map((each) => textOf(each));
  if ((kind !== 'audio' && kind !== 'video') || !id) return null;
  return { kind, id, streams: streams.flatMap((each) => each ?? []) };
}

function callOf(reason: Call['reason'], given: unknown, init: unknown): Call | null {
  const track = trackOf(given);
  const kind = track?.kind ?? (given === 'audio' || given === 'video' ? given : null);
  if (kind === null) return null;
  const options = isObject(init) ? init : {};
  const encodings: EncodingState[] = encodingsOf(options.sendEncodings);
  const direction = isDirection(options.direction) ? options.direction : 'sendrecv';
  return { reason, kind, track: track?.id ?? null, streams: track?.streams ?? [], encodings, direction };
}
