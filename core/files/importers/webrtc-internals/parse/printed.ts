/** Local date and time as a browser prints them (`toLocaleString()`), in any language, calendar and numbering. */

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The numbers of one printed time, in the order in which they stand there. */
export interface Printed {
  year: number;
  /** Day and month, in an order that the text alone does not always tell. */
  pair: readonly [number, number];
  /** The year stands before them. */
  yearFirst: boolean;
  hour: number;
  minute: number;
  second: number;
  /** All words in it, which may say whether it is before noon. Empty with most 24-hour clocks. */
  words: string;
}

/** Longer texts are no time. */
const MAX_LENGTH = 80;
const ZEROS = zeros();

/** First characters of each script's digits: they are in runs of ten (Unicode, General_Category Nd). */
function zeros(): number[] {
  const found = [0x30];
  for (let code = 0x660; code < 0xabfa; code++) {
    if (/\p{Nd}/u.test(String.fromCharCode(code))) {
      found.push(code);
      code += 9;
    }
  }
  return found;
}

/** The same text with ASCII digits. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.findLast((each) => each <= code) ?? code;
    return digit.length === 1 && code - zero < 10 ? String(code - zero) : digit;
  });
}

/** Null if it is not a date with a time in seconds. */
export function readPrinted(text: string): Printed | null {
  if (text.length > MAX_LENGTH) return null;
  const plain = asciiDigits(text);
  const numbers = plain.match(/\d{1,4}/g)?.map(Number) ?? [];
  if (numbers.length !== 6) return null;
  // Only a year has three or more digits. Some languages print the time first.
  const at = numbers.findIndex((number) => number > 99);
  if (![0, 2, 3, 5].includes(at)) return null;
  const [date, time] = at < 3 ? [numbers.slice(0, 3), numbers.slice(3)] : [numbers.slice(3), numbers.slice(0, 3)];
  const yearFirst = at % 3 === 0;
  const [a, b] = yearFirst ? date.slice(1) : date;
  const [hour, minute, second] = time;
  if (a! < 1 || b! < 1 || a! > 31 || b! > 31 || hour! > 24 || minute! > 59 || second! > 60) return null;
  return {
    year: numbers[at]!,
    pair: [a!, b!],
    yearFirst,
    hour: hour!,
    minute: minute!,
    second: second!,
    words: wordsOf(plain),
  };
}

/** Letters only: versions of one browser differ in dots and blanks (`p.m.`, `p. m.`, `PM`). */
const wordsOf = (text: string) => text.replace(/[^\p{L}\p{M}]/gu, '').toLowerCase();

let periods: ReadonlyMap<string, boolean> | null = null;

/** Words for the halves of the day in each language that this browser knows, and whether they are after noon. */
function dayPeriods(): ReadonlyMap<string, boolean> {
  periods ??= collectPeriods();
  return periods;
}

function collectPeriods(): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean | null>();
  const add = (word: string, isAfternoon: boolean) => {
    const before = found.get(word);
    found.set(word, before === undefined || before === isAfternoon ? isAfternoon : null);
  };
  for (const language of languages()) {
    for (const options of [{ hour12: true }, {}]) {
      const format = new Intl.DateTimeFormat(language, {
        hour: 'numeric',
        minute: 'numeric',
        timeZone: 'UTC',
        ...options,
      });
      for (let hour = 0; hour < 24; hour++) {
        const parts = format.formatToParts(hour * HOUR_MS);
        for (const { type, value } of parts) if (type === 'dayPeriod') add(wordsOf(value), hour >= 12);
      }
    }
  }
  return new Map([...found].flatMap(([word, is]) => (is === null || word === '' ? [] : [[word, is] as const])));
}

function languages(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const codes = [...letters].flatMap((a) => [...letters].map((b) => a + b));
  return Intl.DateTimeFormat.supportedLocalesOf([...codes, 'zh-TW', 'zh-HK', 'fil', 'haw', 'chr', 'ckb', 'yue']);
}

/** Whether the printed time is after noon; null if the words do not say so. */
export function isAfternoon({ words, hour }: Printed): boolean | null {
  if (words === '' || hour > 12) return null;
  const known = dayPeriods();
  const exact = known.get(words);
  if (exact !== undefined) return exact;
  // Beside other words, as in `ŋdi ga`. The longest word says most.
  const inside = [...known].filter(([word]) => word.length > 1 && words.includes(word));
  const longest = Math.max(...inside.map(([word]) => word.length));
  const said = new Set(inside.filter(([word]) => word.length === longest).map(([, is]) => is));
  return said.size === 1 ? [...said][0]! : null;
}

/** Order of day and month. */
export type Order = 'day-month' | 'month-day';

/** Days of the printed date on a scale of its own; exact for the Gregorian and the Buddhist calendar. */
export function dayOf({ year, pair }: Printed, order: Order): number {
  const [day, month] = order === 'day-month' ? pair : [pair[1], pair[0]];
  const buddhist = year > 2500 ? 543 : 0;
  if (year > 1900) return Date.UTC(year - buddhist, month - 1, day) / DAY_MS;
  // Other calendars: the statistics tell what day it was, so only the order of days counts.
  return year * 365 + (month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day;
}

/** Whether the printed date is on the scale of epoch days. */
export const isCivil = ({ year }: Printed): boolean => year > 1900;

/** Whether all of them are dates in that order. */
export function fits(list: readonly Printed[], order: Order): boolean {
  return list.every(({ pair }) => pair[order === 'day-month' ? 1 : 0] <= 12);
}

/** How the hours of a file are read. */
export type Hours = '24' | '12 with words' | '12 in order';

/** Ways to read the hours, the likelier first. 12-hour clocks need words, and those of some languages may not be known. */
export function hoursOf(lists: readonly (readonly (Printed | null)[])[], order: Order): Hours[] {
  const all = lists.flat();
  if (all.some((each) => each !== null && each.hour > 12)) return ['24'];
  if (!all.some((each) => each?.words)) return ['24', '12 in order'];
  if (all.some((each) => each !== null && isAfternoon(each) === null)) return ['12 in order'];
  const goesBack = lists.some((list) => {
    const times = localTimes(list, order, '12 with words').filter((time) => time !== null);
    return times.some((time, i) => i > 0 && time < times[i - 1]! - BACK_MS);
  });
  return [goesBack ? '12 in order' : '12 with words'];
}

/** A log may be out of order by so much. */
const BACK_MS = 2000;

/**
 * Local time of each in ms, on the scale of dayOf(). In order: the times of one connection never go back, so a
 * 12-hour clock can be followed without words.
 */
export function localTimes(list: readonly (Printed | null)[], order: Order, hours: Hours): (number | null)[] {
  let before = Number.NEGATIVE_INFINITY;
  return list.map((printed) => {
    if (!printed) return null;
    const { hour, minute, second } = printed;
    const start = dayOf(printed, order) * DAY_MS + minute * 60_000 + second * 1000;
    const morning = start + (hour % 12) * HOUR_MS;
    let local = start + hour * HOUR_MS;
    if (hours === '12 with words') local = isAfternoon(printed) ? morning + 12 * HOUR_MS : morning;
    if (hours === '12 in order') local = morning >= before - BACK_MS ? morning : morning + 12 * HOUR_MS;
    before = Math.max(before, local);
    return local;
  });
}
