import type { JsonBounds } from '../scan/bounds';
import { scanJson } from '../scan/scan';

/** Reads values of unknown shape from a file: usable values are taken, others are left out. */

const MB = 1024 * 1024;
/** Limits of JSON inside a text: Chrome keeps 1,000 values of each member, and SDP has a few kB. */
export const INNER_BOUNDS: JsonBounds = {
  depth: 16,
  text: 4 * MB,
  list: 100_000,
  object: 10_000,
  memory: 16 * MB,
  columns: 0,
};
/** Shorter texts can't exceed the limits, so they are parsed without a scan. */
const MAX_UNSCANNED = 1_000;

/**
 * Parses JSON inside a text; undefined if it is not JSON. A value that is not text is returned as is.
 * @throws {OutOfBounds} if it exceeds the limits
 */
export function parseInner(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if (text.length > MAX_UNSCANNED) scanJson(text, INNER_BOUNDS);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of bounded length, or null for anything else. */
export function textOf(value: unknown, maxLength = 200): string | null {
  return typeof value === 'string' ? value.slice(0, maxLength) : null;
}

/** A finite number, which may be written as text; null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
