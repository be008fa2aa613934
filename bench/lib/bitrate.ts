import type { Evaluates } from '../../tooling/pages/evaluates';

/** After the publish call. Two seconds wide: a still picture is sent in bursts. Single readings still scatter by ±25 %. */
const FROM_MS = 4000;
const TO_MS = 6000;

/**
 * Which cycles wait for it. Only a few: each costs 6 s in which nothing else is learned, and the
 * bitrate repeats where the memory adds up. Not the first, which starts the transport.
 */
export const hasBitrate = (cycle: number) => cycle >= 2 && cycle <= 6;

/**
 * Video bitrate of the publishing connection around 5 s after a publish, over all layers, in kbit/s.
 * @param began epoch ms of the publish call, in the past
 */
export async function readBitrate(page: Evaluates, began: number): Promise<number> {
  return page.evaluate(
    async ([from, to]) => {
      const sent = async () => {
        let [bytes, at] = [0, 0];
        for (const entry of (await window.demo.publisher!.getStats()).values()) {
          if (entry.type !== 'outbound-rtp' || entry.kind !== 'video') continue;
          // Idle senders' bytes stand still.
          bytes += entry.bytesSent;
          at = entry.timestamp;
        }
        return { bytes, at };
      };
      const until = (time: number) => new Promise((resolve) => setTimeout(resolve, time - Date.now()));
      await until(from);
      const first = await sent();
      // On a busy machine the publish took longer than that; the width stays.
      await until(Math.max(to, Date.now() + to - from));
      const last = await sent();
      return ((last.bytes - first.bytes) * 8) / (last.at - first.at);
    },
    [began + FROM_MS, began + TO_MS] as const,
  );
}
