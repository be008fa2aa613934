import type { ConnectionState, TransceiverState } from '../../protocol/state';
import { redactMode } from '../files/redact/text/values';
import { publishesOf } from '../history/publishes';
import type { Evidence } from '../verdict/evidence';

/** Settings of the demo, as its URL has them: what differs from its defaults. */
export type DemoQuery = Record<string, string>;

const SIZES = [180, 360, 720, 1080, 1440, 2160];
/** Kept well under a minute or two. */
const MOST_CYCLES = 50;

/**
 * The demo's settings that come closest to what a document did: codec, size, layers, way to publish
 * and to unpublish, number of cycles. Read off the connection and kind with the most publishes;
 * null where nothing was published.
 */
export function reproduce(evidence: readonly Evidence[]): DemoQuery | null {
  const groups = evidence.flatMap((each) => publishesOf(each.steps).map((group) => ({ ...group, each })));
  const chief = groups.sort((a, b) => b.publishes.length - a.publishes.length)[0];
  if (!chief || chief.publishes.length === 0) return null;
  const used = new Set(chief.publishes.map(({ transceiver }) => transceiver));
  const senders = [...used].flatMap((id) => chief.each.transceivers.get(id) ?? []);
  const query: DemoQuery = { cycles: String(Math.min(MOST_CYCLES, Math.max(3, chief.publishes.length))) };
  if (chief.kind === 'audio')
    return { source: 'microphone', ...query, ...waysOf(senders, chief.publishes.length, chief.each) };
  return { ...pictureOf(senders), ...query, ...waysOf(senders, chief.publishes.length, chief.each) };
}

function pictureOf(senders: readonly TransceiverState[]): DemoQuery {
  const layers = senders.flatMap(({ stats }) => stats?.layers ?? []);
  const codec = layers
    .find((layer) => layer.codec)
    ?.codec?.replace(/^video\//, '')
    .toUpperCase();
  const mode = layers.findLast((layer) => layer.scalabilityMode)?.scalabilityMode;
  const heights = layers.map((layer) => layer.height ?? 0).concat(senders.map((each) => each.lastSize?.height ?? 0));
  const height = Math.max(0, ...heights);
  const size = SIZES.find((each) => each >= height * 0.95) ?? SIZES.at(-1)!;
  const query: DemoQuery = {};
  if (codec && ['VP8', 'H264', 'VP9', 'AV1'].includes(codec)) query.codec = codec;
  if (height > 0) query.size = String(size);
  // It goes into a command: what is no mode of webrtc-svc has no business there.
  if (mode && redactMode(mode) === mode && (codec === 'VP9' || codec === 'AV1')) query.mode = mode;
  if (senders.some(({ stats }) => (stats?.layers ?? []).filter(({ rid }) => rid !== null).length > 1))
    query.simulcast = '1';
  return query;
}

function waysOf(senders: readonly TransceiverState[], publishes: number, { states }: Evidence): DemoQuery {
  const query: DemoQuery = {};
  if (senders.length < publishes && senders.every(({ reused }) => reused === 0)) query.publish = 'reuse';
  else if (senders.at(-1)?.madeBy === 'addTrack') query.publish = 'addTrack';
  const unpublish = senders.map((each) => unpublishOf(each, states.get(each.connection))).find((way) => way !== null);
  if (unpublish) query.unpublish = unpublish;
  return query;
}

/** The demo's name of the way in which a sender came to be as it is; null where that can't be told. */
function unpublishOf(
  { phase, released, direction, track }: TransceiverState,
  connection?: ConnectionState,
): string | null {
  if (phase === 'stopped') return connection?.closedAt == null ? 'stop()' : null;
  if (phase !== 'idle') return null;
  if (released) return direction === 'inactive' ? 'inactive+removeTrack' : 'removeTrack';
  if (track !== null) return 'inactive';
  return direction === 'inactive' ? 'inactive+removeTrack' : 'replaceTrack(null)';
}
