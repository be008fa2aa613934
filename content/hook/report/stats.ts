import type { LayerStats } from '../../../protocol/state';
import { report as reportError } from '../base/guard';
import { add, each, find, lowerCase, map, same, some, startsWith } from '../base/lists';
import { now } from '../base/natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { settle } from '../tally';
import { calls, midOf, statsOf } from '../webrtc';

const report = RTCStatsReport.prototype;
const forEachStat = calls<void, RTCStatsReport>(report, 'forEach');
const statOf = calls<Outbound, RTCStatsReport>(report, 'get');

interface Outbound extends RTCOutboundRtpStreamStats {
  mid?: string;
  scalabilityMode?: string;
  contentType?: string;
  encoderImplementation?: string;
  powerEfficientEncoder?: boolean;
  active?: boolean;
  /** Of a codec. */
  mimeType?: string;
}

/**
 * One getStats() of a connection, spread over its transceivers by mid. An idle sender's
 * outbound-rtp still reports its codec and mode, so that one sample and the ledger's last track size
 * are enough for DevTools opened late. Runs only while a panel looks. Never rejects: the page would get an unhandledrejection event.
 */
export async function sampleStats(record: ConnectionRecord): Promise<void> {
  const pc = record.ref.deref();
  if (!pc || record.closedAt) return;
  if (!record.channels.vanished && !some(record.transceivers, ({ hasSent }) => hasSent)) return;
  try {
    spread(record, await statsOf(pc));
  } catch (error) {
    reportError('getStats', error);
  }
}

/**
 * What the browser says of each layer that is sent. It makes an object of an entry where one is asked for, which is
 * most of a sample's cost: as long as they are there, those that were read before are asked for by their ids, and the
 * others, certificates and candidates above all, are left alone.
 */
function outbounds(record: ConnectionRecord, stats: RTCStatsReport): Outbound[] {
  const { channels } = record;
  const again = map(record.outbounds, (id) => statOf(stats, [id]));
  if (again.length && !channels.vanished && !some(again, (entry) => !entry)) return again;
  const found: Outbound[] = [];
  let open = 0;
  forEachStat(stats, [
    (entry: { type: string; state?: string }) => {
      if (entry.type === 'data-channel' && !startsWith(entry.state ?? 'closed', 'clos')) open++;
      if (entry.type === 'outbound-rtp') add(found, entry as Outbound);
    },
  ]);
  settle(channels, open);
  record.outbounds = map(found, ({ id }) => id);
  return found;
}

function spread(record: ConnectionRecord, stats: RTCStatsReport): void {
  const all = outbounds(record, stats);
  each(record.transceivers, (one) => {
    const transceiver = one.ref.deref();
    const mid = transceiver && one.index !== null ? midOf(transceiver) : null;
    const layers: LayerStats[] = [];
    each(all, (entry) => entry.mid === mid && add(layers, layer(one, entry, stats)));
    // It has come since, or is still to come.
    if (layers.length < one.rids.length && one.phase === 'sending') record.outbounds = [];
    if (!layers.length) return;
    // An idle sender's figures stand still: the old sample stays, and nothing goes over the wire. While
    // it sends, and once after it stopped, a sample says also that nothing was encoded.
    const news = one.phase === 'sending' || (one.stats?.at ?? 0) < (one.idleSince ?? 0);
    if (news || !same(one.stats?.layers, layers)) one.stats = { at: now(), layers };
  });
}

function layer(record: TransceiverRecord, entry: Outbound, stats: RTCStatsReport): LayerStats {
  const rid = entry.rid ?? null;
  const before = record.stats && find(record.stats.layers, (each) => each.rid === rid);
  const codec = statOf(stats, [entry.codecId])?.mimeType;
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
