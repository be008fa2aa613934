/**
 * Text from pages and files, shown next to our own. Characters that change the direction of text
 * (Unicode, UAX #9) would affect ours, too: they are made visible, and the remaining text is isolated.
 */

/** Embeddings, overrides, isolates and marks; and control characters other than spaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression is about control characters.
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** First strong isolate (FSI), and pop directional isolate (PDI). */
const BEGIN = '\u2068';
const END = '\u2069';
const ISOLATE = new RegExp(`${BEGIN}([^${END}]*)${END}`);
/** Letters of right-to-left scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;

/** Writes `⟨U+202E⟩` in place of a character that changes the direction of text or is invisible. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (hidden) => {
    const code = hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${code}⟩`;
  });
}

/**
 * For foreign text within a string of ours (a title, a label, an option), where no element can isolate
 * it. Parts that are already isolated stay as they are.
 */
export function isolated(text: string): string {
  const parts = partsOf(text);
  const seen = parts.map((part) => (part.foreign ? BEGIN + part.text + END : part.text)).join('');
  const turns = parts.some((part) => !part.foreign && RIGHT_TO_LEFT.test(part.text));
  return turns ? BEGIN + parts.map((part) => part.text).join('') + END : seen;
}

/** Foreign text with marks around it, which `partsOf` finds. */
export function marked(text: string): string {
  return BEGIN + visible(text) + END;
}

/** Splits one of our texts at the marked foreign texts in it. */
export function partsOf(text: string): { text: string; foreign: boolean }[] {
  return text
    .split(ISOLATE)
    .map((part, i) => ({ text: visible(part), foreign: i % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** As plain text, without marks and isolation: for files and terminals. */
export const plainText = (text: string): string =>
  partsOf(text)
    .map((part) => part.text)
    .join('');
