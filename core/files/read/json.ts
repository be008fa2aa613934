import type { JsonBounds } from '../scan/bounds';
import { scanJson } from '../scan/scan';

/** Values of unknown shape out of a file: taken where they make sense, else left out. */

const MB = 1024 * 1024;
/** What JSON inside a text may come to: Chrome keeps 1,000 values of each member, and SDP has some kB. */
export const INNER_BOUNDS: JsonBounds = {
  depth: 16,
  text: 4 * MB,
  list: 100_000,
  object: 10_000,
  memory: 16 * MB,
  columns: 0,
};
/** Shorter texts hold no bomb. */
const HARMLESS = 1_000;

/**
 * JSON inside a text; undefined where it is none.
 * @throws {OutOfBounds} where it holds too much
 */
export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if (text.length > HARMLESS) scanJson(text, INNER_BOUNDS);
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
export function textOf(value: unknown, most = 200): string | null {
  return typeof value === 'string' ? value.slice(0, most) : null;
}

/** A finite number, also where it was written as text; null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
