const POLL_MS = 40;
/**
 * Number of frames before a publish is complete, because an encoder fills its buffers over the first
 * ones. Measured at 720p: AV1 held 26 MiB after 3 frames, 38 after 10, and no more after 20; VP9
 * L3T3_KEY held 97 and 107.
 */
const MIN_FRAMES = 10;

export interface Layer {
  rid: string;
  width: number;
  height: number;
  frames: number;
  packets: number;
}

/** The state of a sender's encoder, from its outbound-rtp stats. */
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
  /** Empty for any. */
  mode: string;
}

/**
 * Whether every layer of this publish is encoded as wanted. This includes the codec, because Chrome
 * falls back to VP8 if an encoder does not start.
 * @param before stats from before the publish: a reused sender still shows the size of its last publish
 */
export function isReached(now: Encoded, before: Encoded, wanted: Wanted): boolean {
  const [largest] = now.layers;
  if (now.codec !== wanted.codec || (wanted.mode && now.mode !== wanted.mode)) return false;
  // Encoders round odd sizes down; simulcast rounds to a multiple of the layers' divisor.
  const tolerance = now.layers.length > 1 ? 7 : 1;
  if (
    !largest ||
    Math.abs(largest.width - wanted.width) > tolerance ||
    Math.abs(largest.height - wanted.height) > tolerance
  )
    return false;
  return now.layers.every(({ rid, width, frames }) => {
    const framesBefore = before.layers.find((layer) => layer.rid === rid)?.frames ?? 0;
    return width > 0 && frames - framesBefore >= MIN_FRAMES;
  });
}

/**
 * Polls until `check` returns something other than null.
 * @returns that value, or null after `timeoutMs`
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
