import { partsOf } from '../text/foreign';

/**
 * Text as Markdown that trackers (GitHub, GitLab) show as it is. What the page, a file or a user named
 * stands in a code span, where alone there are no mentions, references, links, emoji and entities:
 * a backslash keeps none of those away. So does each other word that is not plain.
 */
export function inline(text: string): string {
  return join(partsOf(text).flatMap((part) => (part.foreign ? [span(part.text)] : words(part.text))));
}

/** The same within a table: a bar would end its cell, in a code span too. */
export const cell = (text: string): string => inline(text).replace(/\|/g, '\\|');

type Piece = { text: string; code: boolean };

const span = (text: string): Piece => ({ text, code: true });

/** Letters, digits and marks that mean nothing; no underscore, no `@`, `#`, `~`, `&`, `$`, and no markup. */
const WORD = /^[“"(≈+−-]*[\p{L}\p{N}][\p{L}\p{N}.,;:’'()/×÷+–−\-”"]*[%!?.,;:)”"…]*$/u;
const SIGN = /^(?:[≈=×÷±≤≥→…–—/−:]|…\.|\(?[✓✗][,:.;)]*|[()“”.,;:]+)$/;
/** References and links that are made of such characters alone. */
const MEANS_MORE = /:\/\/|\bwww\.|:[\p{L}\p{N}+-]+:|^["“(]*(?:gh|gl)-\d|\b[0-9a-f]{7,}\b/iu;
/** At the beginning of a line it would make a list. */
const NUMBERING = /^\d+[.)]$/;

function words(text: string): Piece[] {
  return text.split(/(\s+)/).map((word, i): Piece => {
    if (/^\s*$/.test(word)) return { text: word === '' ? '' : ' ', code: false };
    const plain = (WORD.test(word) || SIGN.test(word)) && !MEANS_MORE.test(word);
    return { text: word, code: !plain || (i === 0 && NUMBERING.test(word)) };
  });
}

/** Spans of code that only a space parts become one. */
function join(pieces: readonly Piece[]): string {
  const joined: Piece[] = [];
  for (const piece of pieces.filter(({ text }) => text !== '')) {
    const [space, before] = [joined.at(-1), joined.at(-2)];
    if (piece.code && space?.code) space.text += piece.text;
    else if (piece.code && space?.text === ' ' && before?.code) {
      before.text += ` ${piece.text}`;
      joined.pop();
    } else joined.push({ ...piece });
  }
  return joined
    .map(({ text, code }) => (code ? codeSpan(text) : text))
    .join('')
    .trim();
}

/** With more backticks around it than it has in a row; a line break would let a block end it. */
function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + pad + line + pad + fence;
}
