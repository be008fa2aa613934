import type { Picture, Show, ToPublisher, ToReceiver } from '../shared/signal';
import { poll } from './gate';
import { openReceiver, type ReceiverKind, type ReceiverLink } from './openReceiver';
import { answerForPublisher, offerForReceiver, offersSimulcast, withStartBitrate } from './sdp';
import { RIDS } from './sending';

const ANSWER_TIMEOUT_MS = 15_000;
const STREAMS_TIMEOUT_MS = 5000;

/** One publishing RTCPeerConnection and the receiver at its other end. */
export class Session {
  readonly pc = new RTCPeerConnection();
  /** The receiver's report on the current publish. */
  picture: Picture | null = null;
  /** SSRCs of simulcast layers by mid, the largest first. */
  private readonly layers = new Map<string, number[]>();
  /** Candidates wait for the description that they belong to. Null: none is on its way. */
  private outgoing: RTCIceCandidateInit[] | null = [];
  private incoming: RTCIceCandidateInit[] | null = [];
  private answered: { resolve(sdp: string): void; reject(error: Error): void } | null = null;
  private broken = false;

  private constructor(private readonly link: ReceiverLink) {
    link.port.onmessage = ({ data }: MessageEvent<ToPublisher>) => this.take(data);
    this.pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      if (this.outgoing) this.outgoing.push(candidate.toJSON());
      else this.send({ type: 'candidate', candidate: candidate.toJSON() });
    };
  }

  /** Opens the receiver first; a window needs the user's click still to count. */
  static async open(kind: ReceiverKind, stage: HTMLElement): Promise<Session> {
    return new Session(await openReceiver(kind, stage));
  }

  get receiverKind(): ReceiverKind {
    return this.link.kind;
  }

  /** False once a negotiation failed, the receiver went away, or the connection was closed. */
  get usable(): boolean {
    return !this.broken && !this.link.gone() && this.pc.signalingState !== 'closed';
  }

  /**
   * One whole offer and answer.
   * @param showing the transceiver that the receiver shall show, and its code; null: nothing
   * @param startKbps start bitrate for the encoders, in kbit/s
   * @returns its duration in ms
   * @throws what the browser throws, or Error where the receiver does not answer within 15 s
   */
  async negotiate(showing: (Omit<Show, 'mid'> & { transceiver: RTCRtpTransceiver }) | null, startKbps: number) {
    const began = performance.now();
    this.outgoing ??= [];
    this.incoming ??= [];
    try {
      await this.pc.setLocalDescription(await this.pc.createOffer());
      const offer = this.pc.localDescription?.sdp ?? '';
      const { mid } = showing?.transceiver ?? {};
      const show = showing && mid ? { publish: showing.publish, code: showing.code, mid } : null;
      const unnamed = show && offersSimulcast(offer, show.mid) && !this.layers.has(show.mid) ? show.mid : null;
      this.picture = null;
      const first = { type: 'offer', sdp: offerForReceiver(offer, this.layers), show: unnamed ? null : show } as const;
      const answer = await this.exchange(first);
      const sdp = withStartBitrate(answerForPublisher(answer, offer), startKbps);
      await this.pc.setRemoteDescription({ type: 'answer', sdp });
      const took = performance.now() - began;
      for (const candidate of this.incoming) this.add(candidate);
      this.incoming = null;
      if (unnamed && showing) {
        // What an SFU would do now: offer its subscriber one of the layers.
        this.layers.set(unnamed, await layerSsrcs(showing.transceiver.sender));
        await this.exchange({ type: 'offer', sdp: offerForReceiver(offer, this.layers), show });
      }
      return took;
    } catch (error) {
      this.broken = true;
      throw error;
    }
  }

  close(): void {
    this.pc.onicecandidate = null;
    this.link.port.onmessage = null;
    this.link.port.close();
    this.pc.close();
    this.link.close();
  }

  private send(message: ToReceiver): void {
    this.link.port.postMessage(message);
  }

  private async exchange(message: ToReceiver): Promise<string> {
    const answer = new Promise<string>((resolve, reject) => {
      this.answered = { resolve, reject };
    });
    const since = performance.now();
    const timer = setInterval(() => {
      const why = this.link.gone()
        ? 'was closed'
        : performance.now() - since > ANSWER_TIMEOUT_MS
          ? 'did not answer'
          : '';
      if (why) this.answered?.reject(new Error(`The receiver ${why}. The next publish opens a new one.`));
    }, 250);
    this.send(message);
    for (const candidate of this.outgoing ?? []) this.send({ type: 'candidate', candidate });
    this.outgoing = null;
    try {
      return await answer;
    } finally {
      clearInterval(timer);
    }
  }

  private take(message: ToPublisher): void {
    if (message.type === 'answer') this.answered?.resolve(message.sdp);
    else if (message.type === 'picture') this.picture = message.picture;
    else if (message.type === 'error') this.answered?.reject(new Error(`Receiver: ${message.message}`));
    else if (this.incoming) this.incoming.push(message.candidate);
    else this.add(message.candidate);
  }

  private add(candidate: RTCIceCandidateInit): void {
    // Refused when it is of a transport that this negotiation removed; ICE has others.
    this.pc.addIceCandidate(candidate).catch((error) => console.info('ICE candidate not used:', error));
  }
}

/** SSRCs of a simulcast sender's layers, the largest first. Stats have them once the answer is set. */
async function layerSsrcs(sender: RTCRtpSender): Promise<number[]> {
  const found = await poll(STREAMS_TIMEOUT_MS, async () => {
    const layers: { ssrc: number; rid: string }[] = [];
    for (const entry of (await sender.getStats()).values()) {
      if (entry.type === 'outbound-rtp' && entry.rid) layers.push({ ssrc: entry.ssrc, rid: entry.rid });
    }
    return layers.length ? layers : null;
  });
  if (!found) throw new Error('The simulcast sender has no streams.');
  return found.sort((a, b) => RIDS.indexOf(b.rid) - RIDS.indexOf(a.rid)).map(({ ssrc }) => ssrc);
}
