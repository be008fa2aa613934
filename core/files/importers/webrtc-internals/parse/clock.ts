import { MAX_TIME_MS } from '../../../../../protocol/limits';
import { parseInner } from '../../../read/json';
import { fits, type Hours, hoursOf, isCivil, localTimes, type Order, type Printed, readPrinted } from './printed';
import type { Dump, DumpConnection, DumpEvent } from './shape';

/** Offsets of time zones are multiples of this. */
const QUARTER_MS = 15 * 60_000;
/** The largest offset of a time zone, and half a day for a 12-hour clock that could not be read. */
const MAX_OFFSET_MS = 26 * 3_600_000;
/** An older call than this before its statistics is of another day. */
const MAX_CALL_MS = 72 * 3_600_000;
/** Chrome polls once a second: a new entry appears after the event that made it. */
const BEFORE_START_MS = 3_500;
const AFTER_MS = 1_500;
/** Chrome has statistics since 2011. Some series start in 1970. */
const MIN_TIME_MS = Date.UTC(2010);
const MAX_STARTS = 500;
/** Chrome keeps this many readings of each series (MAX_STATS_DATA_POINT_BUFFER_SIZE in data_series.js). */
export const KEPT_READINGS = 1_000;

/** How the times of a dump were read. */
export interface Clock {
  /** Epoch ms of each event, by connection. Null if none of a connection can be read. */
  times: (number[] | null)[];
  /** Times are printed in whole seconds. */
  printed: boolean;
  /** The zone is not known: times are as on the customer's clock, and can't be compared with the statistics. */
  zoneUnknown: boolean;
  /** Number of events whose time can't be read. */
  unreadable: number;
}

/** What the statistics of a dump say about time. */
interface Anchors {
  /** When entries appeared, epoch ms. */
  starts: number[];
  from: number | null;
  end: number | null;
  /** Chrome dropped older readings, so `from` is not the beginning. */
  capped: boolean;
  /** One moment, as printed and in epoch ms. */
  pairs: { printed: Printed; at: number }[];
}

/** A time of the statistics: ISO text or epoch ms; null for anything else, and before there was WebRTC. */
export function statsTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  return typeof time === 'number' && time >= MIN_TIME_MS && time < MAX_TIME_MS ? time : null;
}

/**
 * Epoch ms of all events. Chrome up to about 140 wrote local times as the customer's browser prints them, in
 * whole seconds and without a zone. Language and zone are the same in the whole file, so they are found once:
 * from a moment that the file prints twice (Chrome 101 and later), else from when entries of statistics appeared.
 * A time that can't be read gets that of the event before.
 */
export function readClock(dump: Dump, logs: readonly (readonly DumpEvent[])[]): Clock {
  const connections = Object.values(dump.PeerConnections);
  const isExact = ({ timestamp }: DumpEvent) => timestamp != null;
  if (logs.every((log) => log.every(isExact))) {
    return {
      times: logs.map((log) => fill(log.map(({ timestamp }) => timestamp!))),
      printed: false,
      zoneUnknown: false,
      unreadable: 0,
    };
  }
  const cache = new Map<string, Printed | null>();
  const read = (text: string) => {
    if (!cache.has(text)) cache.set(text, readPrinted(text));
    return cache.get(text)!;
  };
  const printed = logs.map((log) => log.map((event) => (isExact(event) ? null : read(event.time ?? ''))));
  const unreadable = logs.reduce(
    (sum, log, c) => sum + log.filter((event, i) => !isExact(event) && !printed[c]![i]).length,
    0,
  );
  const anchors = anchorsOf(connections, dump);
  const all = [...printed.flat(), ...anchors.pairs.map((pair) => pair.printed)].filter((each) => each !== null);
  const candidates = ordersOf(all).flatMap((order) =>
    hoursOf(printed, order).map((hours) => solve(printed, order, hours, anchors, all.every(isCivil))),
  );
  const best = candidates.sort((a, b) => b.score - a.score || a.distance - b.distance)[0];
  const offset = best?.offset ?? null;
  const times = logs.map((log, c) => {
    const locals = best?.locals[c] ?? [];
    return fill(
      log.map((event, i) => {
        if (isExact(event)) return event.timestamp!;
        const local = locals[i];
        if (local === null || local === undefined) return null;
        return offset === null ? asReaders(local) : local - offset;
      }),
    );
  });
  return { times, printed: true, zoneUnknown: all.length > 0 && (offset === null || !best!.certain), unreadable };
}

/** The same figures on the reader's clock. */
function asReaders(local: number): number {
  const date = new Date(local);
  const [y, mo, d, h, mi, s] = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return new Date(y, mo, d, h, mi, s).getTime();
}

/** Never goes back, and holds the time before where there is none. Null if there is no time at all. */
function fill(times: readonly (number | null)[]): number[] | null {
  const usable = (time: number | null) => time !== null && Math.abs(time) < MAX_TIME_MS;
  const first = times.find(usable);
  if (first === undefined || first === null) return null;
  let last = first;
  return times.map((time) => {
    if (usable(time)) last = Math.max(last, time!);
    return last;
  });
}

/** Possible orders of day and month, the likelier first. */
function ordersOf(all: readonly Printed[]): Order[] {
  // English with AM and PM puts the month first where the year is last; so does whoever puts the year first.
  const monthFirst = all.some(({ yearFirst, words }) => yearFirst || words === 'am' || words === 'pm');
  const orders: Order[] = monthFirst ? ['month-day', 'day-month'] : ['day-month', 'month-day'];
  return orders.filter((order) => fits(all, order));
}

interface Solution {
  locals: (number | null)[][];
  /** Local time less UTC; null if nothing tells. */
  offset: number | null;
  score: number;
  /** From the first event to where the statistics begin. */
  distance: number;
  certain: boolean;
}

function solve(
  printed: readonly (readonly (Printed | null)[])[],
  order: Order,
  hours: Hours,
  anchors: Anchors,
  civil: boolean,
): Solution {
  const locals = printed.map((list) => localTimes(list, order, hours));
  const sorted = locals
    .flat()
    .filter((each) => each !== null)
    .sort((a, b) => a - b);
  const none: Solution = { locals, offset: null, score: 0, distance: Number.POSITIVE_INFINITY, certain: false };
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return none;
  const isPossible = (offset: number) => !civil || Math.abs(offset) <= MAX_OFFSET_MS;
  const paired = pairedOffset(printed[0] ?? [], order, hours, anchors.pairs);
  if (paired !== null && isPossible(paired)) {
    return { locals, offset: paired, score: Number.POSITIVE_INFINITY, distance: 0, certain: true };
  }
  const { from, end, capped } = anchors;
  if (from === null || end === null) return none;
  const least = Math.ceil((last - end - AFTER_MS) / QUARTER_MS) * QUARTER_MS;
  const possible: { offset: number; score: number; distance: number }[] = [];
  for (
    let offset = least;
    offset <= least + MAX_CALL_MS && first - offset >= from - MAX_CALL_MS;
    offset += QUARTER_MS
  ) {
    if (!isPossible(offset)) continue;
    possible.push({
      offset,
      score: scoreOf(sorted, offset, anchors.starts),
      distance: Math.abs(first - offset - from),
    });
  }
  possible.sort((a, b) => b.score - a.score || a.distance - b.distance);
  const [best, next] = possible;
  if (!best) return none;
  // Without older readings missing, the call begins where its statistics do.
  const certain = capped
    ? best.score > (next?.score ?? 0)
    : best.distance <= QUARTER_MS || best.score > (next?.score ?? 0);
  return { locals, ...best, certain };
}

/** Number of entries that appeared right after an event. */
function scoreOf(sorted: readonly number[], offset: number, starts: readonly number[]): number {
  let score = 0;
  let i = 0;
  for (const start of starts) {
    while (i < sorted.length && sorted[i]! - offset < start - BEFORE_START_MS) i++;
    if (i < sorted.length && sorted[i]! - offset <= start + AFTER_MS) score++;
  }
  return score;
}

/** The offset that a moment tells which the file has twice; null if there is none, or they disagree. */
function pairedOffset(
  events: readonly (Printed | null)[],
  order: Order,
  hours: Hours,
  pairs: Anchors['pairs'],
): number | null {
  const counts = new Map<number, number>();
  for (const { printed, at } of pairs) {
    // After the events, so that a 12-hour clock without words can be followed.
    const local = localTimes([...events, printed], order, hours).at(-1)!;
    const offset = Math.round((local - at) / QUARTER_MS) * QUARTER_MS;
    if (Math.abs(local - at - offset) < 2000) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] > (next?.[1] ?? 0) ? best[0] : null;
}

function anchorsOf(connections: readonly DumpConnection[], dump: Dump): Anchors {
  const starts = new Set<number>();
  const anchors: Anchors = { starts: [], from: null, end: null, capped: false, pairs: [] };
  for (const { stats } of connections) {
    for (const [key, series] of Object.entries(stats ?? {})) {
      const start = statsTime(series.startTime);
      const end = statsTime(series.endTime) ?? start;
      if (start === null || end === null) continue;
      const isCapped = (end - start) / KEPT_READINGS > 900;
      anchors.capped ||= isCapped;
      anchors.from = Math.min(anchors.from ?? start, start);
      anchors.end = Math.max(anchors.end ?? end, end);
      if (!isCapped && starts.size < MAX_STARTS) starts.add(start);
      if (key.endsWith(']') && anchors.pairs.length < 20) anchors.pairs.push(...pairOf(key, series.values, stats!));
    }
  }
  const saved = statsTime(Number(dump.timestamp ?? Number.NaN));
  if (saved !== null && anchors.end !== null) anchors.end = Math.max(anchors.end, saved);
  anchors.starts = [...starts].sort((a, b) => a - b);
  return anchors;
}

/** `X-[lastPacketReceivedTimestamp]` is `X-lastPacketReceivedTimestamp` as the browser prints it. */
function pairOf(key: string, values: unknown, stats: NonNullable<DumpConnection['stats']>): Anchors['pairs'] {
  const [, id, name] = /^(.+)-\[(\w{1,60}Timestamp)\]$/.exec(key) ?? [];
  const exact = id === undefined ? undefined : stats[`${id}-${name}`]?.values;
  if (exact === undefined) return [];
  const text = lastIn(values);
  const at = statsTime(lastIn(exact));
  const printed = typeof text === 'string' ? readPrinted(text) : null;
  return printed && at !== null ? [{ printed, at }] : [];
}

function lastIn(values: unknown): unknown {
  const list = parseInner(values);
  return Array.isArray(list) ? list.at(-1) : undefined;
}
