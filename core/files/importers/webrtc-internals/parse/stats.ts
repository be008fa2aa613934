import type { Kind, LayerStats } from '../../../../../protocol/state';
import { numberOf, parseInner, textOf } from '../../../read/json';
import type { LayerSample } from '../../../replay/types';
import { OutOfBounds } from '../../../scan/bounds';
import { KEPT_READINGS, statsTime } from './clock';
import type { DumpConnection } from './shape';

/** One outbound-rtp entry over time. */
export interface OutboundLine {
  mid: string | null;
  kind: Kind | null;
  /** Ids of the tracks that it has sent, by its media source; for versions that do not log the mid. */
  tracks: string[];
  samples: LayerSample[];
}

/** What the statistics of one connection hold. */
export interface ConnectionStats {
  lines: OutboundLine[];
  /** When they begin, epoch ms; null if there are none. */
  from: number | null;
  /** Chrome dropped older readings: the first that it kept, epoch ms; null if it kept all. */
  keptFrom: number | null;
  /** Number of streams that were left out because there are too many. */
  leftOut: number;
}

type List = unknown[];

/** One member of an entry over time. */
interface Column {
  values: List;
  /** A member may appear later than its entry. */
  from: number;
}

/** Chrome numbers a sender's media source by the attached track; 0 means no track. */
const NO_TRACK = /^(S[AV]|RTC(Audio|Video)Source_)0$/;
const MAX_LINES = 5_000;
const MAX_DISTINCT = 200;

/** The remaining limits of a dump. */
export interface Budget {
  /** Values of members. */
  values: number;
  readings: number;
}

/** 500 senders: Chrome keeps 1,000 readings per entry. A reading takes about 300 bytes. */
export const dumpBudget = (): Budget => ({ values: 10_000_000, readings: 500_000 });

/** The members of an entry that are read. */
const READ_MEMBERS = new Set(
  (
    'active bytesSent codecId [codec] contentType encoderImplementation frameHeight frameWidth framesEncoded ' +
    'framesPerSecond kind mediaSourceId mediaType mid powerEfficientEncoder rid scalabilityMode ssrc timestamp trackId'
  ).split(' '),
);

/**
 * Reads the outbound-rtp series of one connection, and the time of its first stats.
 * @throws {OutOfBounds}
 */
export function readOutbound({ stats = {} }: Pick<DumpConnection, 'stats'>, budget: Budget): ConnectionStats {
  const entries = new Map<string, { columns: Map<string, Column>; from: number; to: number }>();
  const codecs = new Map<string, string>();
  const identifiers = new Map<string, string[]>();
  const leftOut = new Set<string>();
  let from: number | null = null;
  let keptFrom: number | null = null;
  for (const [key, { statsType, startTime, endTime, values }] of Object.entries(stats)) {
    const start = statsTime(startTime);
    if (start !== null && (from === null || start < from)) from = start;
    // Member names contain no hyphen, but entry ids may.
    const hyphen = key.lastIndexOf('-');
    if (hyphen < 1) continue;
    const id = key.slice(0, hyphen);
    const name = key.slice(hyphen + 1);
    if (name === 'mimeType') codecs.set(id, textOf(listOf(values).at(-1)) ?? '');
    if (name === 'trackIdentifier') identifiers.set(id, distinct(listOf(values)));
    if (!isOutbound(statsType, id) || start === null || !READ_MEMBERS.has(name)) continue;
    let entry = entries.get(id);
    if (!entry && entries.size >= MAX_LINES) leftOut.add(id);
    else if (!entry) {
      entry = { columns: new Map(), from: start, to: statsTime(endTime) ?? start };
      entries.set(id, entry);
    }
    const list = listOf(values);
    budget.values -= list.length;
    if (budget.values < 0) throw new OutOfBounds('has more than 10,000,000 values of statistics');
    entry?.columns.set(name, { values: list, from: start });
    if (list.length >= KEPT_READINGS) keptFrom = Math.max(keptFrom ?? start, start);
  }
  const lines = [...entries.values()].map((entry) => lineOf(entry, { codecs, identifiers }, budget));
  return { lines, from, keptFrom, leftOut: leftOut.size };
}

/** The distinct texts of a list; a few, because a sender changes its track only so often. */
function distinct(list: List): string[] {
  return [...new Set(list)].slice(0, MAX_DISTINCT).flatMap((each) => textOf(each) ?? []);
}

export function isOutbound(type: string | null | undefined, id: string): boolean {
  // Chrome before 2020 wrote no statsType; the id contains it.
  return type === 'outbound-rtp' || (!type && /^RTCOutboundRTP(Audio|Video)Stream_/.test(id));
}

function listOf(values: unknown): List {
  const list = parseInner(values);
  // Only primitive values are useful.
  return Array.isArray(list) ? list.map((item) => (typeof item === 'object' ? null : item)) : [];
}

const lastOf = (column: Column | undefined) => column?.values.findLast((value) => value !== null);

function lineOf(
  { columns, from, to }: { columns: Map<string, Column>; from: number; to: number },
  { codecs, identifiers }: { codecs: ReadonlyMap<string, string>; identifiers: ReadonlyMap<string, string[]> },
  budget: Budget,
): OutboundLine {
  const count = (columns.get('bytesSent') ?? columns.get('ssrc'))?.values.length ?? 0;
  budget.readings -= count;
  if (budget.readings < 0) throw new OutOfBounds('has more than 500,000 readings of senders');
  // Evenly spread, unless the entry has timestamps.
  const step = count > 1 ? (to - from) / (count - 1) : 0;
  const read = (name: string, i: number) => {
    const column = columns.get(name);
    const offset = column && step > 0 ? Math.round((column.from - from) / step) : 0;
    return column?.values[i - offset];
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
    const attached = attachedBy(source);
    samples.push({ at, attached, layer: { rid, ...layerOf((name) => read(name, i), kind, codecs) } });
  }
  return {
    mid: typeof mid === 'number' ? String(mid) : textOf(mid),
    kind: kind === 'audio' || kind === 'video' ? kind : null,
    tracks: ['mediaSourceId', 'trackId'].flatMap((name) =>
      distinct(columns.get(name)?.values ?? []).flatMap((id) => identifiers.get(id) ?? []),
    ),
    samples,
  };
}

/** Whether a sender has a track, by its media source; null if unknown. */
export const attachedBy = (source: unknown): boolean | null =>
  typeof source === 'string' ? !NO_TRACK.test(source) : null;

/** One reading of an entry. @param at gives a member's value */
export function layerOf(
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
