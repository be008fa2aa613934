import { expect, test } from '@playwright/test';
import { readClock } from './clock';
import type { Dump } from './shape';

/** Every language that this runtime has, and regions that print otherwise than their language. */
function locales(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const pairs = [...letters].flatMap((a) => [...letters].map((b) => a + b));
  const languages = Intl.DateTimeFormat.supportedLocalesOf([...pairs, 'fil', 'haw', 'chr', 'ckb', 'yue', 'sr-Latn']);
  const regions = ['en', 'es', 'fr', 'ar', 'zh', 'pt', 'de', 'it', 'fa', 'ur', 'pa'].flatMap((language) =>
    pairs.map((region) => `${language}-${region.toUpperCase()}`).filter(isOwn),
  );
  return [...languages, 'zh-Hant-TW', 'zh-Hant-HK', ...regions];
}

/** Whether the runtime has it, and does not fall back to the language. */
const isOwn = (locale: string) => new Intl.DateTimeFormat(locale).resolvedOptions().locale === locale;

const MINUTE = 60_000;
const ALL = locales();

/** What toLocaleString() prints. */
const TO_LOCALE_STRING = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** A call with an event each 7 min, as Chrome wrote it there; statistics of the last `kept` readings. */
function call(locale: string, timeZone: string, from: number, { length = 12, kept = 1000, pair = false } = {}) {
  const at = Array.from({ length }, (_, i) => from + i * 7 * MINUTE);
  const format = new Intl.DateTimeFormat(locale, { ...TO_LOCALE_STRING, timeZone });
  const print = (time: number) => format.format(time);
  const end = at.at(-1)! + 9_000;
  const begin = Math.max(from + 800, end - kept * 1000);
  const iso = (time: number) => new Date(time).toISOString();
  const series = (start: number, values = '[1]') => ({ startTime: iso(start), endTime: iso(end), values });
  const appeared = at.filter((time) => time > begin).map((time, i) => [`O${i}-ssrc`, series(time + 900)] as const);
  const twice = pair
    ? {
        'I-[lastPacketReceivedTimestamp]': series(begin, JSON.stringify([print(end)])),
        'I-lastPacketReceivedTimestamp': series(begin, JSON.stringify([end])),
      }
    : {};
  const stats = { 'T-bytesSent': series(begin), ...Object.fromEntries(appeared), ...twice };
  const updateLog = at.map((time) => ({ type: 'x', time: print(time) }));
  return { dump: { PeerConnections: { '1-1': { updateLog, stats } } } as Dump, at, log: updateLog };
}

// In whole seconds: a printed time is up to 999 ms early.
const TOLERANCE_MS = 999;

/** Node 20 prints a 12-hour clock there that does not say which half of the day it is. */
const NO_HALVES = ['es-AR'];

/** The largest error, in ms; Infinity where a time or the zone was not found. */
function errorOf({ dump, at, log }: ReturnType<typeof call>): number {
  const { times, zoneUnknown, unreadable } = readClock(dump, [log]);
  if (zoneUnknown || unreadable > 0 || !times[0]) return Number.POSITIVE_INFINITY;
  return Math.max(...at.map((time, i) => Math.abs(time - times[0]![i]!)));
}

const CASES = [
  ['an afternoon, day and month alike', 'Europe/Berlin', Date.UTC(2025, 5, 6, 12, 10, 0, 400)],
  ['past noon', 'Asia/Kolkata', Date.UTC(2024, 10, 28, 5, 50, 0, 999)],
  ['past midnight and the month’s end', 'America/St_Johns', Date.UTC(2025, 3, 1, 1, 50, 0, 1)],
  ['UTC, a day up to 12', 'UTC', Date.UTC(2023, 2, 4, 9, 0, 0, 500)],
] as const;

for (const [name, zone, from] of CASES) {
  test(`printed times of every locale that the runtime knows: ${name}`, () => {
    expect(ALL.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const locale of ALL) {
      // Most locales print like others.
      const printed = JSON.stringify(call(locale, zone, from).log);
      if (seen.has(printed) || seen.size === seen.add(printed).size) continue;
      const errors = [
        errorOf(call(locale, zone, from)),
        errorOf(call(locale, zone, from, { pair: true })),
        errorOf(call(locale, zone, from, { length: 2 })),
      ];
      if (Math.max(...errors) > TOLERANCE_MS && !NO_HALVES.includes(locale))
        wrong.push(`${locale} ${errors.map((each) => each / MINUTE)} min`);
    }
    expect(wrong).toEqual([]);
  });
}

test('an hour-long call, of which Chrome keeps the last 1,000 readings: by what appeared then, or by a moment printed twice', () => {
  const from = Date.UTC(2025, 5, 10, 9, 0, 0);
  expect(errorOf(call('en-US', 'UTC', from))).toBeLessThan(1_000);
  expect(errorOf(call('de', 'Europe/Berlin', from, { kept: 300, pair: true }))).toBeLessThan(1_000);
});

test('where nothing tells the zone, that is said', () => {
  const from = Date.UTC(2025, 5, 10, 9, 0, 0);
  const { dump, log } = call('en-US', 'Asia/Tokyo', from);
  const { stats } = dump.PeerConnections['1-1']!;
  for (const key of Object.keys(stats!)) if (key.startsWith('O')) delete stats![key];
  expect(readClock(dump, [log]).zoneUnknown).toBe(true);
  dump.PeerConnections['1-1']!.stats = {};
  expect(readClock(dump, [log]).zoneUnknown).toBe(true);
});

test('texts that are no time, and series that start in 1970', () => {
  const { dump, log, at } = call('en-US', 'UTC', Date.UTC(2025, 5, 10, 9, 0, 0), { length: 3 });
  Object.assign(dump.PeerConnections['1-1']!.stats!, {
    'goog-x': { startTime: '1970-01-01T00:00:00.000Z', endTime: '1970-01-01T00:00:00.000Z', values: '[1]' },
  });
  const broken = log.map((event, i) => (i === 1 ? { ...event, time: 'yesterday' } : event));
  const { times, unreadable } = readClock(dump, [broken]);
  expect(unreadable).toBe(1);
  expect(times[0]![0]).toBe(at[0]);
  expect(times[0]![1]).toBe(at[0]);
});
