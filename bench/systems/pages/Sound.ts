import { poll } from '../../../demo/publisher/gate';
import type { Options, Publisher, PublishReport, System, SystemState } from './api';
import { stateOf } from './state';
import { toneOf } from './tone';

/** `window.system` with `source=microphone`: publishes a tone whose pitch is the publish's number. */
export class Sound implements System {
  private readonly context = new AudioContext();
  private readonly timeoutMs: number;
  private tone: { source: OscillatorNode; track: MediaStreamTrack } | null = null;
  private count = 0;

  constructor(
    private readonly library: Publisher,
    options: Options,
  ) {
    this.timeoutMs = Number(options.get('timeout') ?? 20) * 1000;
  }

  get actions(): System['actions'] {
    return this.library.actions ?? {};
  }

  async publish(): Promise<PublishReport> {
    if (this.tone) throw new Error('Already published.');
    const began = Date.now();
    const cycle = ++this.count;
    await this.context.resume();
    const source = this.context.createOscillator();
    source.frequency.value = toneOf(cycle);
    const out = this.context.createMediaStreamDestination();
    source.connect(out);
    source.start();
    const track = out.stream.getAudioTracks()[0]!;
    this.tone = { source, track };
    const packetsBefore = await this.packetsBySender();
    const sender = await this.library.publish(track);
    const negotiationMs = Date.now() - began;
    const sent = { packets: 0, codec: null as string | null };
    const reached = await poll(this.timeoutMs, async () => {
      Object.assign(sent, await readSent(sender));
      return sent.packets > (packetsBefore.get(sender) ?? 0) || null;
    });
    const { transceivers, mLines, sdpBytes } = this.state();
    const sizes = { encodedWidth: null, encodedHeight: null, layers: 1, mode: null };
    const counts = { transceivers, mLines, sdpBytes };
    return { cycle, began, ...sizes, codec: sent.codec, reachedSize: reached !== null, negotiationMs, ...counts };
  }

  async unpublish(): Promise<void> {
    const { tone } = this;
    if (!tone) return;
    try {
      await this.library.unpublish();
    } finally {
      tone.source.stop();
      tone.track.stop();
      this.tone = null;
    }
  }

  state(): SystemState {
    return stateOf(this.library.connection(), 'audio', this.count, this.tone !== null);
  }

  async bitrate(): Promise<number> {
    throw new Error('Of sound no bitrate is measured.');
  }

  private async packetsBySender(): Promise<Map<RTCRtpSender, number>> {
    const senders = this.library.connection()?.getSenders() ?? [];
    const read = senders.map(async (sender) => [sender, (await readSent(sender)).packets] as const);
    return new Map(await Promise.all(read));
  }
}

async function readSent(sender: RTCRtpSender): Promise<{ packets: number; codec: string | null }> {
  const stats = await sender.getStats();
  for (const entry of stats.values()) {
    if (entry.type !== 'outbound-rtp' || entry.kind !== 'audio') continue;
    return { packets: entry.packetsSent, codec: stats.get(entry.codecId)?.mimeType?.split('/')[1] ?? null };
  }
  return { packets: 0, codec: null };
}
