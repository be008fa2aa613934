import type { LayerStats } from '../../../protocol/state';
import { report } from '../base/guard';
import { add, each, find, lowerCase, map, same, some } from '../base/lists';
import { call, method, now, SafeMap } from '../base/natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { settle } from '../tally';
import { midOf, statsOf } from '../webrtc';

const forEachStat = method(RTCStatsReport.prototype, 'forEach');

interface Outbound extends RTCOutboundRtpStreamStats {
  mid?: string;
  scalabilityMode?: string;
  contentType?: string;
  encoderImplementation?: string;
  powerEfficientEncoder?: boolean;
  active?: boolean;
}

/**
 * One getStats() of a connection, spread over its transceivers by mid. An idle sender's
 * outbound-rtp still reports its codec and mode, so that one sample and the ledger's last track size
 * are enough for DevTools opened late. Runs only while a panel looks. Never rejects: the page would get an unhandledrejection event.
 */
export async function sampleStats(record: ConnectionRecord): Promise<void> {
  const pc = record.ref.deref();
  if (!pc || record.closedAt) return;
  if (!record.channels.lost && !some(record.transceivers, ({ hasSent }) => hasSent)) return;
  try {
    spread(record, await statsOf(pc));
  } catch (error) {
    report('getStats', error);
  }
}

function spread(record: ConnectionRecord, stats: RTCStatsReport): void {
  const codecs = new SafeMap<string, string>();
  const byMid = new SafeMap<string, Outbound[]>();
  let channels = 0;
  const sort = (entry: { type: string; id: string; mimeType?: string; state?: string }) => {
    if (entry.type === 'codec') codecs.set(entry.id, entry.mimeType ?? '');
    if (entry.type === 'data-channel' && (entry.state === 'open' || entry.state === 'connecting')) channels++;
    if (entry.type !== 'outbound-rtp') return;
    const outbound = entry as unknown as Outbound;
    const mid = outbound.mid ?? '';
    const list = byMid.get(mid);
    if (list) add(list, outbound);
    else byMid.set(mid, [outbound]);
  };
  call(forEachStat, stats, [sort]);
  settle(record.channels, channels);
  each(record.transceivers, (one) => {
    const transceiver = one.ref.deref();
    const mid = transceiver && one.index !== null && midOf(transceiver);
    const found = mid && byMid.get(mid);
    if (!found) return;
    const layers = map(found, (entry) => layer(one, entry, codecs));
    // An idle sender's figures stand still: the old sample stays, and nothing goes over the wire. While
    // it sends, and once after it stopped, a sample says also that nothing was encoded.
    const news = one.phase === 'sending' || (one.stats?.at ?? 0) < (one.idleSince ?? 0);
    if (news || !same(one.stats?.layers, layers)) one.stats = { at: now(), layers };
  });
}

function layer(record: TransceiverRecord, entry: Outbound, codecs: Map<string, string>): LayerStats {
  const rid = entry.rid ?? null;
  const before = record.stats && find(record.stats.layers, (each) => each.rid === rid);
  const codec = entry.codecId ? codecs.get(entry.codecId) : undefined;
  return {
    rid,
    ssrc: entry.ssrc ?? null,
    active: entry.active ?? null,
    bytesSent: entry.bytesSent ?? null,
    framesEncoded: entry.framesEncoded ?? null,
    // 5 s after the last frame Chrome forgets the size (libwebrtc, SendStatisticsProxy::PurgeOldStats); in Firefox it is 0.
    width: entry.frameWidth || before?.width || null,
    height: entry.frameHeight || before?.height || null,
    fps: entry.framesPerSecond ?? null,
    codec: codec ? lowerCase(codec) : (before?.codec ?? null),
    scalabilityMode: entry.scalabilityMode ?? null,
    contentType: entry.contentType ?? null,
    // Shown only while the page captures a camera or microphone (webrtc-stats, section 7.1): kept once seen.
    encoder: entry.encoderImplementation ?? before?.encoder ?? null,
    powerEfficient: entry.powerEfficientEncoder ?? before?.powerEfficient ?? null,
  };
}
