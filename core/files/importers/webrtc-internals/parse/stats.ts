import type { Kind, LayerStats } from '../../../../../protocol/state';
import { numberOf, parsed, textOf } from '../../../read/json';
import type { LayerSample } from '../../../replay/types';
import { OutOfBounds } from '../../../scan/bounds';
import type { DumpConnection } from './shape';
import { statsTime } from './times';

/** One outbound-rtp entry over time. */
export interface OutboundLine {
  mid: string | null;
  kind: Kind | null;
  samples: LayerSample[];
}

type List = unknown[];

/** One member of an entry over time. */
interface Column {
  values: List;
  /** A member may appear later than its entry. */
  from: number;
}

/** Chrome names a sender's source after the attachment of its track, and 0 is none. */
const NO_TRACK = /^(S[AV]|RTC(Audio|Video)Source_)0$/;
const MOST_LINES = 5_000;

/** What is left of what a dump may hold. */
export interface Room {
  /** Values of members. */
  values: number;
  readings: number;
}

/** Chrome keeps 1,000 readings of an entry: that is 500 senders. A reading takes some 300 bytes. */
export const roomOfDump = (): Room => ({ values: 10_000_000, readings: 500_000 });

/** Members that are read. */
const READ = new Set(
  (
    'active bytesSent codecId [codec] contentType encoderImplementation frameHeight frameWidth framesEncoded ' +
    'framesPerSecond kind mediaSourceId mediaType mid powerEfficientEncoder rid scalabilityMode ssrc timestamp'
  ).split(' '),
);

/**
 * Outbound-rtp series of one connection, and when its statistics begin.
 * @throws {OutOfBounds}
 */
export function readOutbound(
  { stats = {} }: DumpConnection,
  room: Room,
): { lines: OutboundLine[]; from: number | null } {
  const entries = new Map<string, { columns: Map<string, Column>; from: number; to: number }>();
  const codecs = new Map<string, string>();
  let from: number | null = null;
  for (const [key, { statsType, startTime, endTime, values }] of Object.entries(stats)) {
    const start = statsTime(startTime);
    if (start !== null && (from === null || start < from)) from = start;
    // Names of members hold no hyphen, ids of entries may.
    const hyphen = key.lastIndexOf('-');
    if (hyphen < 1) continue;
    const id = key.slice(0, hyphen);
    const name = key.slice(hyphen + 1);
    if (name === 'mimeType') codecs.set(id, textOf(listOf(values).at(-1)) ?? '');
    if (!isOutbound(statsType, id) || start === null || !READ.has(name)) continue;
    let entry = entries.get(id);
    if (!entry && entries.size < MOST_LINES) {
      entry = { columns: new Map(), from: start, to: statsTime(endTime) ?? start };
      entries.set(id, entry);
    }
    const list = listOf(values);
    room.values -= list.length;
    if (room.values < 0) throw new OutOfBounds('has more than 10,000,000 values of statistics');
    entry?.columns.set(name, { values: list, from: start });
  }
  return { lines: [...entries.values()].map((entry) => lineOf(entry, codecs, room)), from };
}

function isOutbound(type: string | null | undefined, id: string): boolean {
  // Chrome before 2020 wrote no statsType; ids say it.
  return type === 'outbound-rtp' || (!type && /^RTCOutboundRTP(Audio|Video)Stream_/.test(id));
}

function listOf(values: unknown): List {
  const list = parsed(values);
  // Nothing but plain values is of use; what else there is need not be kept.
  return Array.isArray(list) ? list.map((each) => (typeof each === 'object' ? null : each)) : [];
}

const lastOf = (column: Column | undefined) => column?.values.findLast((each) => each !== null);

function lineOf(
  { columns, from, to }: { columns: Map<string, Column>; from: number; to: number },
  codecs: ReadonlyMap<string, string>,
  room: Room,
): OutboundLine {
  const count = (columns.get('bytesSent') ?? columns.get('ssrc'))?.values.length ?? 0;
  room.readings -= count;
  if (room.readings < 0) throw new OutOfBounds('has more than 500,000 readings of senders');
  // Evenly spread, where the entry gives no times of its own.
  const step = count > 1 ? (to - from) / (count - 1) : 0;
  const read = (name: string, i: number) => {
    const column = columns.get(name);
    const late = column && step > 0 ? Math.round((column.from - from) / step) : 0;
    return column?.values[i - late];
  };
  const latest = (name: string) => lastOf(columns.get(name));
  const kind = latest('kind') ?? latest('mediaType');
  const mid = latest('mid');
  const rid = textOf(latest('rid'));
  const samples: LayerSample[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const at = statsTime(read('timestamp', i)) ?? from + step * i;
    if (at < before) continue;
    before = at;
    const source = read('mediaSourceId', i);
    const attached = typeof source === 'string' ? !NO_TRACK.test(source) : null;
    samples.push({ at, attached, layer: { rid, ...layerOf((name) => read(name, i), kind, codecs) } });
  }
  return {
    mid: typeof mid === 'number' ? String(mid) : textOf(mid),
    kind: kind === 'audio' || kind === 'video' ? kind : null,
    samples,
  };
}

function layerOf(
  at: (name: string) => unknown,
  kind: unknown,
  codecs: ReadonlyMap<string, string>,
): Omit<LayerStats, 'rid'> {
  const amount = (name: string) => {
    const number = numberOf(at(name));
    return number !== null && number >= 0 && number < Number.MAX_SAFE_INTEGER ? number : null;
  };
  const ssrc = amount('ssrc');
  const codec = codecs.get(String(at('codecId'))) || /^\w+/.exec(textOf(at('[codec]')) ?? '')?.[0];
  const active = at('active');
  const efficient = at('powerEfficientEncoder');
  return {
    ssrc: ssrc !== null && Number.isSafeInteger(ssrc) ? ssrc : null,
    active: typeof active === 'boolean' ? active : null,
    bytesSent: amount('bytesSent'),
    framesEncoded: amount('framesEncoded'),
    width: amount('frameWidth'),
    height: amount('frameHeight'),
    fps: amount('framesPerSecond'),
    codec: codec ? (codec.includes('/') ? codec : `${kind}/${codec}`).toLowerCase() : null,
    scalabilityMode: textOf(at('scalabilityMode')),
    contentType: textOf(at('contentType')),
    encoder: textOf(at('encoderImplementation')),
    powerEfficient: typeof efficient === 'boolean' ? efficient : null,
  };
}
