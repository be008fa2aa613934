/** Values of unknown shape out of a file: taken where they make sense, else left out. */

/** JSON inside a text; undefined where it is none. */
export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
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
