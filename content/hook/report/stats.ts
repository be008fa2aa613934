import type { LayerStats } from '../../../protocol/state';
import { guarded } from '../guard';
import { now, SafeMap, stringify } from '../natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { midOf, statsOf } from '../webrtc';

interface Outbound extends RTCOutboundRtpStreamStats {
  mid?: string;
  scalabilityMode?: string;
  encoderImplementation?: string;
  powerEfficientEncoder?: boolean;
  active?: boolean;
}

/**
 * One getStats() of a connection, spread over its transceivers by mid. An idle sender's
 * outbound-rtp still reports its last size, codec and mode, so one sample is enough for DevTools
 * opened late. Runs only while a panel looks.
 */
export async function sampleStats(record: ConnectionRecord): Promise<void> {
  const pc = record.ref.deref();
  if (!pc || record.closedAt !== null || !record.transceivers.some((each) => each.hasSent)) return;
  const stats = await statsOf(pc);
  guarded('getStats', () => {
    const codecs = new SafeMap<string, string>();
    const byMid = new SafeMap<string, Outbound[]>();
    stats.forEach((entry: { type: string; id: string; mimeType?: string }) => {
      if (entry.type === 'codec') codecs.set(entry.id, entry.mimeType ?? '');
      if (entry.type !== 'outbound-rtp') return;
      const outbound = entry as unknown as Outbound;
      const list = byMid.get(outbound.mid ?? '');
      if (list) list[list.length] = outbound;
      else byMid.set(outbound.mid ?? '', [outbound]);
    });
    for (const each of record.transceivers) {
      const transceiver = each.ref.deref();
      const mid = transceiver && each.index !== null && midOf(transceiver);
      const found = mid && byMid.get(mid);
      if (!found) continue;
      const layers = found.map((entry) => layer(each, entry, codecs));
      // An idle sender's figures stand still: the old sample stays, and nothing goes over the wire.
      if (!each.stats || stringify(each.stats.layers) !== stringify(layers)) each.stats = { at: now(), layers };
    }
  });
}

function layer(record: TransceiverRecord, entry: Outbound, codecs: Map<string, string>): LayerStats {
  const rid = entry.rid ?? null;
  const before = record.stats?.layers.find((each) => each.rid === rid);
  const codec = entry.codecId ? codecs.get(entry.codecId) : undefined;
  return {
    rid,
    ssrc: entry.ssrc ?? null,
    active: entry.active ?? null,
    bytesSent: entry.bytesSent ?? null,
    framesEncoded: entry.framesEncoded ?? null,
    width: entry.frameWidth ?? null,
    height: entry.frameHeight ?? null,
    fps: entry.framesPerSecond ?? null,
    codec: codec?.toLowerCase() ?? before?.codec ?? null,
    scalabilityMode: entry.scalabilityMode ?? null,
    // Shown only while the page captures a camera or microphone (webrtc-stats, section 7.1): kept once seen.
    encoder: entry.encoderImplementation ?? before?.encoder ?? null,
    powerEfficient: entry.powerEfficientEncoder ?? before?.powerEfficient ?? null,
  };
}
