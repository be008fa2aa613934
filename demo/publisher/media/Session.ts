import type { Picture, Show, ToPublisher, ToReceiver } from '../../shared/signal';
import { poll } from '../gate';
import { openReceiver, type ReceiverKind, type ReceiverLink } from './openReceiver';
import { answerForPublisher, offerForReceiver, offersSimulcast, withStartBitrate } from './sdp';
import { RIDS } from './sending';

const ANSWER_TIMEOUT_MS = 15_000;
const STREAMS_TIMEOUT_MS = 5000;

/** A publishing RTCPeerConnection and its receiver. */
export class Session {
  readonly pc = new RTCPeerConnection();
  /** The receiver's report on the current publish. */
  picture: Picture | null = null;
  /** SSRCs of simulcast layers by mid, the largest first. */
  private readonly layers = new Map<string, number[]>();
  /** Candidates that wait for their description. Null: they don't have to wait. */
  private outgoing: RTCIceCandidateInit[] | null = [];
  private incoming: RTCIceCandidateInit[] | null = [];
  private pendingAnswer: { resolve(sdp: string): void; reject(error: Error): void } | null = null;
  private broken = false;

  private constructor(private readonly link: ReceiverLink) {
    link.port.onmessage = ({ data }: MessageEvent<ToPublisher>) => this.handleMessage(data);
    this.pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      if (this.outgoing) this.outgoing.push(candidate.toJSON());
      else this.send({ type: 'candidate', candidate: candidate.toJSON() });
    };
  }

  /** Opens the receiver first, because a popup window needs a recent click. */
  static async open(kind: ReceiverKind, stage: HTMLElement): Promise<Session> {
    return new Session(await openReceiver(kind, stage));
  }

  get receiverKind(): ReceiverKind {
    return this.link.kind;
  }

  /** False if a negotiation failed, the receiver went away, or the connection was closed. */
  get usable(): boolean {
    return !this.broken && !this.link.isGone() && this.pc.signalingState !== 'closed';
  }

  /**
   * Runs one offer/answer exchange.
   * @param showing the transceiver that the receiver should show, and its code; null for none
   * @param startKbps start bitrate of the encoders, in kbit/s
   * @returns the duration in ms
   * @throws an error of the browser, or Error if the receiver does not answer within 15 s
   */
  async negotiate(showing: (Omit<Show, 'mid'> & { transceiver: RTCRtpTransceiver }) | null, startKbps: number) {
    const startedAt = performance.now();
    this.outgoing ??= [];
    this.incoming ??= [];
    try {
      await this.pc.setLocalDescription(await this.pc.createOffer());
      const offer = this.pc.localDescription?.sdp ?? '';
      const { mid } = showing?.transceiver ?? {};
      const show = showing && mid ? { publish: showing.publish, code: showing.code, mid } : null;
      const midWithoutSsrcs = show && offersSimulcast(offer, show.mid) && !this.layers.has(show.mid) ? show.mid : null;
      this.picture = null;
      const message = {
        type: 'offer',
        sdp: offerForReceiver(offer, this.layers),
        show: midWithoutSsrcs ? null : show,
      } as const;
      const answer = await this.exchange(message);
      const sdp = withStartBitrate(answerForPublisher(answer, offer), startKbps);
      await this.pc.setRemoteDescription({ type: 'answer', sdp });
      const durationMs = performance.now() - startedAt;
      for (const candidate of this.incoming) this.addCandidate(candidate);
      this.incoming = null;
      if (midWithoutSsrcs && showing) {
        // Like an SFU, offers the receiver one of the layers.
        this.layers.set(midWithoutSsrcs, await layerSsrcs(showing.transceiver.sender));
        await this.exchange({ type: 'offer', sdp: offerForReceiver(offer, this.layers), show });
      }
      return durationMs;
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
      this.pendingAnswer = { resolve, reject };
    });
    const sentAt = performance.now();
    const timer = setInterval(() => {
      const reason = this.link.isGone()
        ? 'was closed'
        : performance.now() - sentAt > ANSWER_TIMEOUT_MS
          ? 'did not answer'
          : '';
      if (reason) this.pendingAnswer?.reject(new Error(`The receiver ${reason}. The next publish opens a new one.`));
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

  private handleMessage(message: ToPublisher): void {
    if (message.type === 'answer') this.pendingAnswer?.resolve(message.sdp);
    else if (message.type === 'picture') this.picture = message.picture;
    else if (message.type === 'error') this.pendingAnswer?.reject(new Error(`Receiver: ${message.message}`));
    else if (this.incoming) this.incoming.push(message.candidate);
    else this.addCandidate(message.candidate);
  }

  private addCandidate(candidate: RTCIceCandidateInit): void {
    // Refused if it belongs to a transport that this negotiation removed; ICE has other candidates.
    this.pc.addIceCandidate(candidate).catch((error) => console.info('ICE candidate not used:', error));
  }
}

/** SSRCs of a simulcast sender's layers, the largest first. The stats have them after the answer is set. */
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
