const POLL_MS = 40;
/**
 * Frames before a publish counts: an encoder fills its buffers over the first few. With 3 frames AV1
 * at 720p held 26 MiB and VP9 L3T3_KEY 97, with 10 frames 38 and 107, with 20 no more (measured).
 */
const LEAST_FRAMES = 10;

export interface Layer {
  rid: string;
  width: number;
  height: number;
  frames: number;
  packets: number;
}

/** What a sender's encoder does, by its outbound-rtp stats. */
export interface Encoded {
  /** The largest layer first. */
  layers: Layer[];
  codec: string | null;
  mode: string | null;
}

export async function readEncoded(sender: RTCRtpSender): Promise<Encoded> {
  const stats = await sender.getStats();
  const encoded: Encoded = { layers: [], codec: null, mode: null };
  for (const entry of stats.values()) {
    if (entry.type !== 'outbound-rtp') continue;
    const { rid = '', frameWidth = 0, frameHeight = 0, framesEncoded = 0, packetsSent = 0 } = entry;
    const [width, height, frames, packets] = [frameWidth, frameHeight, framesEncoded, packetsSent];
    encoded.layers.push({ rid, width, height, frames, packets });
    encoded.codec ??= stats.get(entry.codecId)?.mimeType?.split('/')[1] ?? null;
    encoded.mode ??= entry.scalabilityMode ?? null;
  }
  encoded.layers.sort((a, b) => b.width - a.width);
  return encoded;
}

export interface Wanted {
  width: number;
  height: number;
  codec: string;
  /** Empty: any. */
  mode: string;
}

/**
 * Whether this publish is encoded as wanted, on every layer. The codec counts too: Chrome falls back
 * to VP8 where an encoder does not start.
 * @param before stats before it began: a reused sender still shows the size of its last publish
 */
export function isReached(now: Encoded, before: Encoded, wanted: Wanted): boolean {
  const [top] = now.layers;
  if (now.codec !== wanted.codec || (wanted.mode && now.mode !== wanted.mode)) return false;
  // Encoders round odd sizes down, simulcast to a multiple of what its layers divide by.
  const slack = now.layers.length > 1 ? 7 : 1;
  if (!top || Math.abs(top.width - wanted.width) > slack || Math.abs(top.height - wanted.height) > slack) return false;
  return now.layers.every(({ rid, width, frames }) => {
    const earlier = before.layers.find((layer) => layer.rid === rid)?.frames ?? 0;
    return width > 0 && frames - earlier >= LEAST_FRAMES;
  });
}

/**
 * Polls until `check` gives something else than null.
 * @returns that, or null after `timeoutMs`
 */
export async function poll<T>(timeoutMs: number, check: () => T | null | Promise<T | null>): Promise<T | null> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== null) return result;
    if (performance.now() >= end) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
