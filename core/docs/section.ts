import { lexer, type Token, type Tokens } from 'marked';
import { anchorOf } from './links';

/** A section of a page in Markdown: its heading, what stands below it, and the row of a table that is about it. */
export interface Section {
  title: string;
  tokens: readonly Token[];
  /** Heads and cells of that row; empty where there is none. */
  facts: readonly { name: string; tokens: readonly Token[] }[];
}

/**
 * Finds a section by its anchor, with the sections below it.
 * @returns null where the page has no such heading
 */
export function sectionOf(markdown: string, anchor: string): Section | null {
  const all = lexer(markdown);
  const at = all.findIndex((token) => isHeading(token) && anchorOf(token.text) === anchor);
  const heading = all[at];
  if (!heading || !isHeading(heading)) return null;
  const rest = all.slice(at + 1);
  const end = rest.findIndex((token) => isHeading(token) && token.depth <= heading.depth);
  return {
    title: heading.text,
    tokens: end === -1 ? rest : rest.slice(0, end),
    facts: all.flatMap((token) => factsOf(token, anchor)),
  };
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

/** Of a table the row whose first cell leads to the anchor: the other cells by their heads. */
function factsOf(token: Token, anchor: string): Section['facts'] {
  if (token.type !== 'table') return [];
  const { header, rows } = token as Tokens.Table;
  const row = rows.find(([first]) => first!.tokens.some((each) => each.type === 'link' && each.href === `#${anchor}`));
  // The first names it, the second is its title.
  return (row ?? []).map((cell, i) => ({ name: header[i]!.text, tokens: cell.tokens })).slice(2);
}
