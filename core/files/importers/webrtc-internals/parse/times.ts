import { MAX_TIME_MS } from '../../../../../protocol/limits';
import type { DumpEvent } from './shape';

/** Offsets of time zones are multiples of this. */
const QUARTER_MS = 15 * 60_000;

/**
 * Epoch ms of each event. Older dumps have local times as the customer's browser printed them, in
 * whole seconds and without a time zone. They are shifted by multiples of 15 minutes to match the
 * beginning of the statistics, which are in UTC. An unreadable time gets the time of the event before.
 */
export function timesOf(events: readonly DumpEvent[], statsFrom: number | null): number[] {
  let last: number | null = null;
  let printed = false;
  const times = events.map((event) => {
    const exact = event.timestamp;
    printed ||= exact == null;
    const read = exact ?? readPrinted(event.time ?? '');
    if (Number.isFinite(read) && Math.abs(read) < MAX_TIME_MS) last = last === null ? read : Math.max(last, read);
    return last;
  });
  const first = times.find((time) => time !== null) ?? statsFrom ?? 0;
  const shift = printed && statsFrom !== null ? Math.round((statsFrom - first) / QUARTER_MS) * QUARTER_MS : 0;
  return times.map((time) => (time ?? first) + shift);
}

/** `9/28/2024, 11:00:37 PM` or `28.9.2024, 23:00:37`; NaN for anything else. */
function readPrinted(text: string): number {
  const [, day, month, year, hour, minute, second] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}),? (\d{1,2}):(\d{2}):(\d{2})$/.exec(text) ?? [];
  // With AM or PM the month comes first, and Date.parse() can read it.
  if (!day) return Date.parse(text);
  const monthFirst = text.includes('/') && Number(month) > 12;
  const [m, d] = monthFirst ? [day, month] : [month, day];
  return new Date(Number(year), Number(m) - 1, Number(d), Number(hour), Number(minute), Number(second)).getTime();
}

/** A time of the statistics: ISO text or epoch ms. */
export function statsTime(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  return typeof time === 'number' && Math.abs(time) < MAX_TIME_MS ? time : null;
}
