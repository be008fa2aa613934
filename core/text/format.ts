/** How the panel writes times and numbers. */

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** Local time of day, `14:03:09`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** Local date, `2026-11-22`. */
export function day(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Local date and time of day, `2026-11-22 14:03:09`. */
export const dateTime = (at: number): string => `${day(at)} ${clockTime(at)}`;

/** Local time of day with milliseconds, `14:03:09.120`. */
export function exactTime(at: number): string {
  return `${clockTime(at)}.${pad(Math.floor(new Date(at).getMilliseconds()), 3)}`;
}

/** A duration in its two largest units, rounded down: `12 s`, `2 min 10 s`, `4 min`, `1 h 5 min`. Never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  const [large, small] =
    minutes < 60
      ? [`${minutes} min`, `${seconds % 60} s`]
      : [`${integer(Math.floor(minutes / 60))} h`, `${minutes % 60} min`];
  return small.startsWith('0') ? large : `${large} ${small}`;
}

/** A time that something took, as in `in 12 s`; never `0 s`. */
export function span(ms: number): string {
  return ms < 1_000 ? 'less than 1 s' : duration(ms);
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function integer(value: number): string {
  return whole.format(value);
}

/** `820 B`, `19.5 kB`, `64 kB`, `1.2 MB`; 1024-based, like all sizes here. */
export function bytes(value: number): string {
  if (value < 1024) return `${Math.round(value)} B`;
  const [size, unit] = value < 1024 ** 2 ? [value / 1024, 'kB'] : [value / 1024 ** 2, 'MB'];
  return `${size < 100 ? Math.round(size * 10) / 10 : Math.round(size)} ${unit}`;
}

/** A measured size in MiB, `402.7 MB`, `1.2 GB`; 1024-based. */
export function megabytes(mib: number): string {
  return Math.abs(mib) < 1024 ? `${mib.toFixed(1)} MB` : `${(mib / 1024).toFixed(2)} GB`;
}

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${whole.format(value)} ms`;
}

export function kilobits(value: number): string {
  return value < 10 ? value.toFixed(1) : whole.format(value);
}

export function plural(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Shown for an unknown value, which is never shown as 0. */
export const UNKNOWN = '–';
