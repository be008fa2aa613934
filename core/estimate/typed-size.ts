export type TypedSize = { ok: true; mib: number } | { ok: false; error: string };

const EXAMPLES = 'for example 412,345K, 402.7 MB or 1.2 GB';
/** Characters that languages write between groups of digits, or before decimals. */
const NUMBER = /^(\d+(?:[\s.,'’_]\d+)*)\s*(\p{L}*)$/u;
/** First letters of the units, including French (ko) and Russian (КБ). */
const KIB_PER: Record<string, number> = { '': 1, k: 1, к: 1, m: 1024, м: 1024, g: 1024 ** 2, г: 1024 ** 2 };
const UNITS = /^([kmgкмг](?:ib|b|o|б)?)?$/u;
const MIN_MIB = 5;
const MAX_MIB = 1024 * 1024;

/**
 * Parses a size as Chrome's task manager shows it and people type it: "412,345K", "412 345 K",
 * "402.7 MB", "402M", "1.2 GB". A plain number counts as K. 1024-based, like the task manager.
 */
export function parseTypedSize(typed: string): TypedSize {
  const text = typed.trim();
  const found = NUMBER.exec(text);
  const unit = found?.[2]?.toLowerCase() ?? '';
  if (!found || !UNITS.test(unit))
    return { ok: false, error: `“${text.slice(0, 40)}” is not a size: type it as shown, ${EXAMPLES}.` };
  const kib = KIB_PER[unit.charAt(0)]!;
  const mib = (numberIn(found[1]!, kib) * kib) / 1024;
  if (!(mib <= MAX_MIB))
    return { ok: false, error: `That is more than ${MAX_MIB / 1024 ** 2} TB: mind the unit, ${EXAMPLES}.` };
  if (mib < MIN_MIB) {
    return {
      ok: false,
      error: `That is less than ${MIN_MIB} MB, which no page gets by with: mind the unit, ${EXAMPLES}.`,
    };
  }
  return { ok: true, mib };
}

/**
 * A separator groups digits or begins the decimals, depending on the language. K has no decimals and M
 * never has three, so three digits after the last separator are a group there. G never has groups.
 */
function numberIn(digits: string, kib: number): number {
  const parts = digits.split(/[^\d]/);
  const last = parts.at(-1)!;
  const decimals = parts.length > 1 && /[.,]\d+$/.test(digits) && (kib === 1024 ** 2 || last.length !== 3);
  return Number(decimals ? `${parts.slice(0, -1).join('')}.${last}` : parts.join(''));
}
