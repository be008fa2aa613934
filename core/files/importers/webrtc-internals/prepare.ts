import type { Kind } from '../../../../protocol/state';
import { isObject, parseInner, textOf } from '../../read/json';
import type { Description } from '../../replay/description';
import type { Capture, TransceiverUpdate } from '../../replay/types';
import { readDescription } from './parse/description';
import type { DumpEvent } from './parse/shape';
import type { ConnectionStats, OutboundLine } from './parse/stats';
import { readTransceiver } from './parse/transceiver';

/** One event of a connection, ready to be replayed. */
export interface TimedEvent {
  /** Epoch ms; the start of the second where `wholeSeconds`. */
  at: number;
  event: DumpEvent;
  /** Of transceiverAdded and transceiverModified. */
  update: TransceiverUpdate | null;
}

/** One connection of a file, ready to be replayed. */
export interface Source {
  /** As Chrome names it: the renderer's number, a hyphen, and the connection's number in it. */
  key: string;
  url: string;
  events: TimedEvent[];
  lines: OutboundLine[];
  /** When it begins, epoch ms; null if the file does not tell. */
  from: number | null;
  /** Times of events are in whole seconds. */
  wholeSeconds: boolean;
  /** Times of events can't be compared with those of the statistics. */
  zoneUnknown: boolean;
  begunLate: boolean;
  planB: boolean;
  /** What is special about it, in sentences. */
  notes: string[];
}

interface Given {
  key: string;
  url: string | null | undefined;
  events: readonly { at: number; event: DumpEvent }[];
  stats: ConnectionStats;
  /** The configuration as Chrome prints it. */
  configuration: unknown;
  /** When it was made, if the file says so, epoch ms. */
  createdAt?: number | null;
  wholeSeconds?: boolean;
  zoneUnknown?: boolean;
}

/**
 * Works out what Chrome did not log of one connection: kinds of transceivers and mids of streams in older
 * versions, whether the log was begun after the call, whether it uses Plan B.
 * @throws {OutOfBounds}
 */
export function prepare(given: Given, captures: ReadonlyMap<string, Capture>): Source {
  const { key, stats, wholeSeconds = false, zoneUnknown = false } = given;
  const events = given.events.map(({ at, event }): TimedEvent => {
    const isUpdate = event.type === 'transceiverAdded' || event.type === 'transceiverModified';
    return { at, event, update: isUpdate ? readTransceiver(event.value) : null };
  });
  const kindsUnknown = fillKinds(events, stats.lines, captures);
  const planB = isPlanB(events, given.configuration);
  const begunLate = !planB && isBegunLate(events, stats);
  const lines = withMids(stats.lines, events);
  const source = {
    key,
    url: given.url ?? '',
    events,
    lines,
    from: events[0]?.at ?? stats.from ?? given.createdAt ?? null,
  };
  const notes = notesOf(source, stats, { begunLate, planB, kindsUnknown });
  return { ...source, wholeSeconds, zoneUnknown, begunLate, planB, notes };
}

/** A time of day in the zone in which Chrome's statistics are. */
const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function notesOf(
  { key, events, lines, from }: Pick<Source, 'key' | 'events' | 'lines' | 'from'>,
  { keptFrom, leftOut }: ConnectionStats,
  { begunLate, planB, kindsUnknown }: { begunLate: boolean; planB: boolean; kindsUnknown: number },
): string[] {
  const name = `Connection ${key.slice(0, 40)}`;
  const notes: string[] = [];
  if (events.length === 0) {
    notes.push(
      `${name}: the file holds no events of it${lines.length > 0 ? ', only statistics' : ' and no statistics'}.`,
    );
  } else if (begunLate) {
    const described = events.some(({ event }) => describedIn(event) !== null);
    notes.push(
      `${name}: the dump was begun after the call. What was published and unpublished before is not in it; its transceivers are taken from ${described ? 'the m-lines and ' : ''}the statistics at that time, and dated there.`,
    );
  }
  if (planB)
    notes.push(`${name} uses Plan B, which has no transceivers: what is counted are the tracks of its streams.`);
  if (keptFrom !== null && from !== null && keptFrom - from > MIN_GAP_MS) {
    notes.push(
      `${name}: Chrome kept the last 1,000 readings of its statistics only, so those before ${utc(keptFrom)} are missing. A replaceTrack() before that is seen only then.`,
    );
  }
  if (kindsUnknown > 0) {
    notes.push(`${name}: the kind of ${kindsUnknown} transceivers is not in the file; they are counted as video.`);
  }
  if (leftOut > 0) notes.push(`${name}: ${leftOut} more streams were left out, because there are too many.`);
  return notes;
}

/** Statistics begin so much later than the events at most. */
const MIN_GAP_MS = 30_000;

/** What identifies a transceiver: its receiver's track stays for life. */
const identityOf = ({ receiver, index }: TransceiverUpdate) => receiver ?? `index ${index}`;

/**
 * Chrome up to 101 did not log the kind. It is told by a later update with a mid, and the description of that
 * mid; by the statistics of the sender's track; or by what was captured. @returns how many could not be told
 */
function fillKinds(
  events: readonly TimedEvent[],
  lines: readonly OutboundLine[],
  captures: ReadonlyMap<string, Capture>,
): number {
  if (events.every(({ update }) => update === null || update.kind !== null)) return 0;
  const byMid = new Map<string, Kind>();
  const byTrack = new Map<string, Kind>();
  const found = new Map<string, Kind>();
  for (const [id, { type }] of captures)
    if (type === 'microphone' || type === 'camera') byTrack.set(id, type === 'microphone' ? 'audio' : 'video');
  for (const { tracks, kind } of lines) for (const track of tracks) if (kind) byTrack.set(track, kind);
  for (const { event, update } of events) {
    for (const { mid, kind } of describedIn(event)?.sections ?? []) if (mid !== null && kind) byMid.set(mid, kind);
    const kind = update && (update.kind ?? (update.mid === null ? undefined : byMid.get(update.mid)));
    if (kind) found.set(identityOf(update), kind);
  }
  const unknown = new Set<string>();
  for (const { update } of events) {
    if (!update || update.kind !== null) continue;
    const identity = identityOf(update);
    const kind = found.get(identity) ?? (update.track === null ? undefined : byTrack.get(update.track));
    if (kind) found.set(identity, kind);
    update.kind = kind ?? null;
    if (kind) unknown.delete(identity);
    else unknown.add(identity);
  }
  return unknown.size;
}

const DESCRIBING = new Set([
  'setLocalDescription',
  'setLocalDescriptionOnSuccess',
  'setRemoteDescription',
  'createOfferOnSuccess',
  'createAnswerOnSuccess',
]);

const describedIn = ({ type, value }: DumpEvent): Description | null =>
  DESCRIBING.has(type) ? readDescription(value) : null;

/** Chrome 86 to 101 logs no mid of a stream: the local description has it beside the ssrc, unless it is simulcast. */
function withMids(lines: readonly OutboundLine[], events: readonly TimedEvent[]): OutboundLine[] {
  if (lines.every(({ mid }) => mid !== null)) return [...lines];
  const bySsrc = new Map<number, string>();
  for (const { event } of events) {
    if (event.type === 'setRemoteDescription') continue;
    for (const { ssrc, mid } of describedIn(event)?.sections ?? [])
      if (ssrc !== null && mid !== null) bySsrc.set(ssrc, mid);
  }
  return lines.map((line) => {
    const { ssrc = null } = line.samples[0]?.layer ?? {};
    const described = ssrc === null ? undefined : bySsrc.get(ssrc);
    return line.mid === null ? { ...line, mid: described ?? midOf(line, events) } : line;
  });
}

/** Its track was sent by a transceiver whose mid is known. */
function midOf({ tracks, samples }: OutboundLine, events: readonly TimedEvent[]): string | null {
  const start = (samples[0]?.at ?? Number.POSITIVE_INFINITY) + 2_000;
  let found: string | null = null;
  for (const { at, update } of events) {
    if (!update || update.mid === null || update.track === null || !tracks.includes(update.track)) continue;
    if (found !== null && at > start) break;
    found = update.mid;
  }
  return found;
}

/** Events that stand in the log of a connection before its first local description. */
const MAKING = new Set([
  'addTrack',
  'addTransceiver',
  'addStream',
  'senderAdded',
  'receiverAdded',
  'createOffer',
  'createAnswer',
  'createDataChannel',
]);

/**
 * Opened after the call began, chrome://webrtc-internals logs the descriptions in place, then three states, and
 * no transceivers: nothing made the local description that comes first, or right after the remote one.
 */
function isBegunLate(events: readonly TimedEvent[], { from }: ConnectionStats): boolean {
  let described = false;
  for (const { event, update } of events) {
    if (update) return false;
    if (event.type.startsWith('setLocalDescription')) {
      const description = readDescription(event.value);
      if (description) return description.sections.some(({ kind }) => kind !== null);
    } else if (MAKING.has(event.type)) return false;
    else if (event.type === 'setRemoteDescription') described = true;
    // The far end's offer is new.
    else if (described && /signalingstatechange$/i.test(event.type)) return false;
  }
  return !described && events.length > 0 && from !== null;
}

/** Chrome up to about 96 could do without transceivers; it logs streams and senders instead. */
function isPlanB(events: readonly TimedEvent[], configuration: unknown): boolean {
  if (events.some(({ update }) => update !== null)) return false;
  const configured = /plan-b/i.test(
    isObject(configuration) ? (textOf(configuration.sdpSemantics) ?? '') : (textOf(configuration, 2_000) ?? ''),
  );
  const names = new Set(events.map(({ event }) => event.type));
  return configured || ['addStream', 'senderAdded', 'receiverAdded'].some((name) => names.has(name));
}

/** The tracks of an event of Plan B, with their kinds. */
export function tracksIn({ type, value }: DumpEvent): { kind: Kind; track: string }[] {
  const json = parseInner(value);
  const text = typeof json === 'string' ? json : typeof value === 'string' ? value : '';
  // `stream audio:id video:id`, in some versions with several ids in brackets.
  if (!type.endsWith('Stream')) return [];
  return [...text.slice(0, 5_000).matchAll(/\b(audio|video):\s?\[?([^\s\]]+)/g)].flatMap(([, kind, ids]) =>
    ids!
      .split(',')
      .filter(Boolean)
      .map((track) => ({ kind: kind as Kind, track: track.slice(0, 200) })),
  );
}
