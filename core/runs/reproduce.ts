import type { ConnectionState, TransceiverState } from '../../protocol/state';
import { redactMode } from '../files/redact/text/values';
import { publishesOf } from '../history/publishes';
import type { Evidence } from '../verdict/evidence';

/** Settings of the demo as in its URL: only those that differ from the defaults. */
export type DemoQuery = Record<string, string>;

const SIZES = [180, 360, 720, 1080, 1440, 2160];
/** Keeps the demo's run under two minutes. */
const MAX_CYCLES = 50;

/**
 * The demo's settings that come closest to what a document did: codec, size, layers, how it published
 * and unpublished, number of cycles. Taken from the connection and kind with the most publishes; null
 * if nothing was published.
 */
export function reproduce(evidence: readonly Evidence[]): DemoQuery | null {
  const groups = evidence.flatMap((document) => publishesOf(document.steps).map((group) => ({ ...group, document })));
  const largest = groups.sort((a, b) => b.publishes.length - a.publishes.length)[0];
  if (!largest || largest.publishes.length === 0) return null;
  const used = new Set(largest.publishes.map(({ transceiver }) => transceiver));
  const senders = [...used].flatMap((id) => largest.document.transceivers.get(id) ?? []);
  const query: DemoQuery = { cycles: String(Math.min(MAX_CYCLES, Math.max(3, largest.publishes.length))) };
  if (largest.kind === 'audio')
    return { source: 'microphone', ...query, ...methodsOf(senders, largest.publishes.length, largest.document) };
  return { ...pictureOf(senders), ...query, ...methodsOf(senders, largest.publishes.length, largest.document) };
}

function pictureOf(senders: readonly TransceiverState[]): DemoQuery {
  const layers = senders.flatMap(({ stats }) => stats?.layers ?? []);
  const codec = layers
    .find((layer) => layer.codec)
    ?.codec?.replace(/^video\//, '')
    .toUpperCase();
  const mode = layers.findLast((layer) => layer.scalabilityMode)?.scalabilityMode;
  const heights = layers
    .map((layer) => layer.height ?? 0)
    .concat(senders.map((sender) => sender.lastSize?.height ?? 0));
  const height = Math.max(0, ...heights);
  const size = SIZES.find((each) => each >= height * 0.95) ?? SIZES.at(-1)!;
  const query: DemoQuery = {};
  if (codec && ['VP8', 'H264', 'VP9', 'AV1'].includes(codec)) query.codec = codec;
  if (height > 0) query.size = String(size);
  // The setting becomes part of a command, so only modes of webrtc-svc may pass.
  if (mode && redactMode(mode) === mode && (codec === 'VP9' || codec === 'AV1')) query.mode = mode;
  if (senders.some(({ stats }) => (stats?.layers ?? []).filter(({ rid }) => rid !== null).length > 1))
    query.simulcast = '1';
  return query;
}

function methodsOf(senders: readonly TransceiverState[], publishes: number, { states }: Evidence): DemoQuery {
  const query: DemoQuery = {};
  if (senders.length < publishes && senders.every(({ reused }) => reused === 0)) query.publish = 'reuse';
  else if (senders.at(-1)?.madeBy === 'addTrack') query.publish = 'addTrack';
  const unpublish = senders
    .map((sender) => unpublishSettingOf(sender, states.get(sender.connection)))
    .find((method) => method !== null);
  if (unpublish) query.unpublish = unpublish;
  return query;
}

/** The demo's setting for how a sender was unpublished; null if unknown. */
function unpublishSettingOf(
  { phase, released, direction, track }: TransceiverState,
  connection?: ConnectionState,
): string | null {
  if (phase === 'stopped') return connection?.closedAt == null ? 'stop()' : null;
  if (phase !== 'idle') return null;
  if (released) return direction === 'inactive' ? 'inactive+removeTrack' : 'removeTrack';
  // The demo has no way to unpublish that only ends the track.
  if (track?.readyState === 'ended') return null;
  if (track !== null) return 'inactive';
  return direction === 'inactive' ? 'inactive+removeTrack' : 'replaceTrack(null)';
}
