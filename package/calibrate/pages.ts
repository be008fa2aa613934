import type { LayerStats } from '../../protocol/state';

/** What the publishing page is asked for. */
export interface Wanted {
  codec: string;
  hint: 'detail' | 'motion';
  width: number;
  height: number;
}

/** What the publishing page's encoder got to. */
export interface Got {
  reached: boolean;
  /** Of its one layer; null before the first statistics. */
  layer: LayerStats | null;
  /** `qualityLimitationReason`. */
  limit: string | null;
}

export interface PublisherPage {
  /** Begins to capture a microphone, so that the browser names its encoders. */
  open(): Promise<{ platform: string | null; cores: number }>;
  hasCodec(codec: string): boolean;
  /** Publishes one more track. @returns the offer */
  publish(wanted: Wanted): Promise<string>;
  accept(answer: string, kbps: number): Promise<void>;
  /** Waits until the encoder has the wanted size and codec, and has filled its buffers. */
  reach(wanted: Wanted, timeoutMs: number): Promise<Got>;
  /** Takes the track away again, and keeps the transceiver. @returns the offer */
  unpublish(): Promise<string>;
}

export interface ReceiverPage {
  answer(offer: string): Promise<string>;
}

declare global {
  var publishing: PublisherPage;
  var receiving: ReceiverPage;
}

/** Runs in the page, so it must be self-contained. */
function installPublisher(): void {
  /** An encoder fills its buffers over the first ones (docs/memory.md). */
  const MIN_FRAMES = 10;
  const FPS = 15;
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const paint = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  let timer: ReturnType<typeof setInterval> | undefined;
  let sent: RTCRtpTransceiver | null = null;

  const offer = async () => {
    await pc.setLocalDescription();
    for (let i = 0; i < 60 && pc.iceGatheringState !== 'complete'; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return pc.localDescription!.sdp;
  };

  /** Chrome begins with 300 kbit/s: it takes a higher start from the answer, as an SFU gives it. */
  const startAt = (answer: string, kbps: number) => {
    const rate = `x-google-start-bitrate=${kbps};x-google-min-bitrate=${Math.round(kbps / 2)}`;
    const sections = answer.split(/(?=^m=)/m);
    return sections
      .map((section) => {
        if (!section.startsWith('m=video')) return section;
        const formats = new Set([...section.matchAll(/^a=fmtp:(\d+) /gm)].map(([, payload]) => payload));
        return section
          .replace(/^(a=fmtp:\d+ (?!apt=).*\S)\s*$/gm, `$1;${rate}`)
          .replace(/^(a=rtpmap:(\d+) (?:VP|H26|AV)\S+)\s*$/gm, (line, mapped, payload) =>
            formats.has(payload) ? line : `${mapped}\r\na=fmtp:${payload} ${rate}`,
          )
          .replace(/\r?\n/g, '\r\n');
      })
      .join('');
  };

  const track = ({ width, height, hint }: Wanted) => {
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    paint.fillStyle = '#eee';
    paint.fillRect(0, 0, width, height);
    paint.fillStyle = '#345';
    for (let y = 1; y < 12; y++)
      paint.fillRect(width / 16, (y * height) / 13, width * (0.3 + ((y * 7) % 5) / 10), height / 30);
    let n = 0;
    // An unchanged canvas gives no frame.
    timer = setInterval(() => {
      paint.fillStyle = n++ % 2 ? '#fff' : '#888';
      paint.fillRect(width - height / 8, height / 40, height / 10, height / 40);
    }, 1000 / FPS);
    const [made] = canvas.captureStream(FPS).getVideoTracks();
    made!.contentHint = hint;
    return made!;
  };

  const read = async (): Promise<Omit<Got, 'reached'>> => {
    const stats = await sent!.sender.getStats();
    for (const entry of stats.values()) {
      if (entry.type !== 'outbound-rtp') continue;
      const layer: LayerStats = {
        rid: null,
        ssrc: null,
        active: null,
        bytesSent: null,
        framesEncoded: entry.framesEncoded ?? null,
        width: entry.frameWidth ?? null,
        height: entry.frameHeight ?? null,
        fps: null,
        codec: stats.get(entry.codecId)?.mimeType?.toLowerCase() ?? null,
        scalabilityMode: entry.scalabilityMode ?? null,
        contentType: entry.contentType ?? null,
        encoder: entry.encoderImplementation ?? null,
        powerEfficient: entry.powerEfficientEncoder ?? null,
      };
      return { layer, limit: entry.qualityLimitationReason ?? null };
    }
    return { layer: null, limit: null };
  };

  const codecs = (of: typeof RTCRtpSender | typeof RTCRtpReceiver) => of.getCapabilities('video')?.codecs ?? [];
  const isNamed = (codec: string) => (each: { mimeType: string }) => each.mimeType.toUpperCase() === `VIDEO/${codec}`;

  window.publishing = {
    async open() {
      // Kept: encoders are named only while it goes on.
      (window as { capture?: MediaStream }).capture = await navigator.mediaDevices.getUserMedia({ audio: true });
      const { userAgentData } = navigator as { userAgentData?: { platform?: string } };
      return { platform: userAgentData?.platform || null, cores: navigator.hardwareConcurrency };
    },
    hasCodec: (codec) => codecs(RTCRtpSender).some(isNamed(codec)),
    async publish(wanted) {
      const maxBitrate = Math.round(wanted.width * wanted.height * 1.9);
      sent = pc.addTransceiver(track(wanted), { direction: 'sendonly', sendEncodings: [{ maxBitrate }] });
      const [all, isWanted] = [codecs(RTCRtpReceiver), isNamed(wanted.codec)];
      sent.setCodecPreferences([...all.filter(isWanted), ...all.filter((each) => !isWanted(each))]);
      const parameters = sent.sender.getParameters();
      parameters.degradationPreference = 'maintain-resolution';
      await sent.sender.setParameters(parameters);
      return offer();
    },
    accept: (answer, kbps) => pc.setRemoteDescription({ type: 'answer', sdp: startAt(answer, kbps) }),
    async reach({ codec, width, height }, timeoutMs) {
      const end = performance.now() + timeoutMs;
      for (;;) {
        const { layer, limit } = await read();
        const isSized = layer?.width === width && layer.height === height;
        const reached =
          isSized && isNamed(codec)({ mimeType: layer.codec ?? '' }) && (layer.framesEncoded ?? 0) >= MIN_FRAMES;
        if (reached || performance.now() > end) return { reached, layer, limit };
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async unpublish() {
      clearInterval(timer);
      const { sender } = sent!;
      const { track } = sender;
      sent!.direction = 'inactive';
      pc.removeTrack(sender);
      sent = null;
      const sdp = await offer();
      track?.stop();
      return sdp;
    },
  };
}

function installReceiver(): void {
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  window.receiving = {
    async answer(sdp) {
      await pc.setRemoteDescription({ type: 'offer', sdp });
      await pc.setLocalDescription();
      for (let i = 0; i < 60 && pc.iceGatheringState !== 'complete'; i++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return pc.localDescription!.sdp;
    },
  };
}

const page = (title: string, install: () => void) =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><body><p>${title}: this tab closes by itself.</p><script>(${install})();</script>`;

/** The two pages by their paths. */
export const PAGES: Readonly<Record<string, string>> = {
  '/publisher': page('Transceiver Inspector measures', installPublisher),
  '/receiver': page('Transceiver Inspector receives', installReceiver),
};
