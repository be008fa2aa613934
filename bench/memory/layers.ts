import { setTimeout as wait } from 'node:timers/promises';
import type { LayerStats } from '../../protocol/state';
import type { Evaluates } from '../../tooling/pages/evaluates';

/**
 * The layers of what the demo sends now, the largest first, as the hook reports them to the panel
 * (outbound-rtp entries of the sender, without its counters).
 */
export async function readLayers(page: Evaluates): Promise<LayerStats[]> {
  return page.evaluate(async () => {
    const sender = window.demo.publisher!.getSenders().findLast(({ track }) => track);
    const stats = await sender!.getStats();
    const layers: LayerStats[] = [];
    for (const entry of stats.values()) {
      if (entry.type !== 'outbound-rtp') continue;
      const codec = stats.get(entry.codecId)?.mimeType?.toLowerCase() ?? null;
      layers.push({
        rid: entry.rid ?? null,
        ssrc: null,
        active: entry.active ?? null,
        bytesSent: null,
        framesEncoded: entry.framesEncoded ?? null,
        width: entry.frameWidth ?? null,
        height: entry.frameHeight ?? null,
        fps: null,
        codec,
        scalabilityMode: entry.scalabilityMode ?? null,
        contentType: entry.contentType ?? null,
        encoder: entry.encoderImplementation ?? null,
        powerEfficient: entry.powerEfficientEncoder ?? null,
      });
    }
    return layers.sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
  });
}

/** Waits until every layer of what the demo sends has encoded so many frames. Those that are slow have a minute. */
export async function encodeFrames(page: Evaluates, frames: number): Promise<void> {
  const enough = async () => (await readLayers(page)).every(({ framesEncoded }) => (framesEncoded ?? 0) >= frames);
  for (let i = 0; i < 600 && !(await enough()); i++) await wait(100);
}

/**
 * Divides the size of what is being sent, as an app would that saves bitrate, and waits until the
 * encoder has followed.
 * @returns false where it did not within 10 s
 */
export async function scaleDown(page: Evaluates, by: number): Promise<boolean> {
  return page.evaluate(async (by) => {
    const sender = window.demo.publisher!.getSenders().findLast(({ track }) => track)!;
    const width = async () => {
      for (const entry of (await sender.getStats()).values())
        if (entry.type === 'outbound-rtp') return entry.frameWidth;
    };
    const full = await width();
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      encoding.scaleResolutionDownBy = (encoding.scaleResolutionDownBy ?? 1) * by;
    }
    await sender.setParameters(parameters);
    for (let i = 0; i < 100; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = await width();
      if (now && now < (full / by) * 1.2) return true;
    }
    return false;
  }, by);
}
