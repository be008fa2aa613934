/**
 * Text of pages and files, beside our own. Characters that turn the direction of text (Unicode, UAX #9)
 * would turn ours around with it: they are made visible, and what is left is isolated.
 */

/** Embeddings, overrides, isolates and marks; and controls that are no space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** First strong isolate, and its end. */
const BEGIN = '\u2068';
const END = '\u2069';
const ISOLATE = new RegExp(`${BEGIN}([^${END}]*)${END}`);
/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;

/** `⟨U+202E⟩` for a character that would turn text around, or that can't be seen. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (hidden) => {
    const code = hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${code}⟩`;
  });
}

/**
 * For text within a string of ours (a title, a label, an option), where no element can isolate it. What
 * is isolated in it already stays so.
 */
export function isolated(text: string): string {
  const parts = partsOf(text);
  const seen = parts.map((part) => (part.foreign ? BEGIN + part.text + END : part.text)).join('');
  const turns = parts.some((part) => !part.foreign && RIGHT_TO_LEFT.test(part.text));
  return turns ? BEGIN + parts.map((part) => part.text).join('') + END : seen;
}

/** Text that is not ours, with marks around it which `partsOf` finds. */
export function marked(text: string): string {
  return BEGIN + visible(text) + END;
}

/** A text of ours with marked ones in it, in parts. */
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
