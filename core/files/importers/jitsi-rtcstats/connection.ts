import type { Kind } from '../../../../protocol/state';
import type { Added, Negotiator } from '../../jsep/negotiator';
import { type Sdp, sdpOf } from '../../jsep/sdp';
import { isObject, parseInner, textOf } from '../../read/json';
import { encodingsOf, isDirection } from '../call-values';
import { JitsiStats } from './stats';

type Call = Omit<Added, 'receiver' | 'reason'>;

/** Replays the lines of one connection. */
export class JitsiConnection {
  readonly stats = new JitsiStats();
  /** Streams were added, as Plan B does it. */
  hasStreams = false;
  /** From `sdpSemantics`, or from two tracks in one m-line; null if neither tells. */
  planB: boolean | null = null;
  private created: Sdp | null = null;

  constructor(private readonly negotiator: Negotiator) {}

  get isDescribed(): boolean {
    return this.negotiator.isDescribed;
  }

  get id(): number {
    return this.negotiator.connection.state.id;
  }

  replay(at: number, name: string, value: unknown): void {
    const { negotiator } = this;
    const { connection } = negotiator;
    switch (name) {
      case 'create':
        if (isObject(value) && value.sdpSemantics !== undefined) this.planB = value.sdpSemantics === 'plan-b';
        return;
      case 'addTrack': {
        const track = trackOf(value);
        if (!track) return;
        const { kind, id } = track;
        const call: Call = { kind, track: id, streams: [], encodings: [], direction: 'sendrecv' };
        negotiator.add(at, { reason: 'addTrack', receiver: null, ...call });
        return;
      }
      case 'addTransceiver': {
        const call = transceiverOf(value);
        if (call) negotiator.add(at, { reason: 'addTransceiver', receiver: null, ...call });
        return;
      }
      case 'removeTrack':
        negotiator.removeTrack(at, negotiator.byTrack(trackOf(value)?.id ?? ''));
        return;
      case 'addStream':
      case 'removeStream':
        this.stream(at, name, value);
        return;
      case 'createDataChannel':
        connection.call(at, name, '');
        return;
      case 'close':
        connection.close(at);
        return;
      case 'createOfferOnSuccess':
      case 'createAnswerOnSuccess':
        this.created = sdpOf(value);
        return;
      case 'setLocalDescription':
      case 'setRemoteDescription':
        this.describe(at, name, value);
        return;
      case 'setRemoteDescriptionOnSuccess':
        negotiator.settle(at);
        return;
      case 'onsignalingstatechange': {
        const state = textOf(value) ?? '';
        connection.setSignalingState(at, state);
        if (state === 'stable') negotiator.settle(at);
        return;
      }
      case 'onconnectionstatechange':
        connection.setConnectionState(at, textOf(value) ?? '');
        return;
      case 'oniceconnectionstatechange':
        connection.setIceConnectionState(at, textOf(value) ?? '');
        return;
      case 'onicecandidate':
        connection.addLocalCandidate(isObject(value) ? textOf(value.candidate, 2000) : null);
    }
  }

  private describe(at: number, name: string, value: unknown): void {
    const { negotiator, created } = this;
    const given = sdpOf(value);
    negotiator.connection.call(at, name, given?.type ?? '');
    // The reserved empty text stands for a description that was left out.
    const sdp = given ?? (name === 'setLocalDescription' && value !== '' ? created : null);
    if (sdp && (sdp.sdp !== '' || sdp.type === 'rollback')) {
      if (name === 'setLocalDescription') negotiator.setLocal(at, sdp);
      else negotiator.setRemote(at, sdp);
      if (negotiator.isPlanB) this.planB = true;
    } else if (name === 'setRemoteDescription') negotiator.settle(at);
  }

  /** `stream kind:id,kind:id` */
  private stream(at: number, name: string, value: unknown): void {
    this.hasStreams = true;
    const { connection } = this.negotiator;
    connection.call(at, name, '');
    for (const each of (textOf(value, 20_000) ?? '').split(/[ ,]/).slice(1, 32)) {
      const track = trackOf(each);
      if (!track) continue;
      if (name === 'addStream') this.negotiator.addSender(at, track.kind, track.id);
      else this.negotiator.removeSender(at, track.id);
    }
  }
}

/** `kind:id stream:id` or `kind:id -` */
function trackOf(value: unknown): { kind: Kind; id: string } | null {
  const [, kind, id] = /^(audio|video):(\S{1,200})/.exec(textOf(value, 1000) ?? '') ?? [];
  return kind && id ? { kind: kind as Kind, id } : null;
}

/** `kind:id {"direction":"sendonly"}`, or the kind alone */
function transceiverOf(value: unknown): Call | null {
  const text = textOf(value, 20_000) ?? '';
  const kind = /^(audio|video)\b/.exec(text)?.[1] as Kind | undefined;
  if (!kind) return null;
  const brace = text.indexOf('{');
  const json = brace < 0 ? undefined : parseInner(text.slice(brace));
  const init = isObject(json) ? json : {};
  return {
    kind,
    track: trackOf(text)?.id ?? null,
    streams: [],
    encodings: encodingsOf(init.sendEncodings),
    direction: isDirection(init.direction) ? init.direction : 'sendrecv',
  };
}
