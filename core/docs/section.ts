import { anchorOf } from './links';

/** What the docs are made of: Markdown's tokens, as far as they are shown. */
export interface DocToken {
  type: string;
  /** Of a heading, and of what has no tokens. */
  text?: string;
  tokens?: readonly DocToken[];
  /** Of a heading. */
  depth?: number;
  /** Of a list. */
  ordered?: boolean;
  items?: readonly (readonly DocToken[])[];
  /** Of a link. */
  href?: string;
  /** Of a table. */
  header?: readonly Head[];
  rows?: readonly (readonly Cell[])[];
}

export interface Cell {
  tokens: readonly DocToken[];
}

export interface Head extends Cell {
  text: string;
}

/** A section of a page: its heading, what stands below it, and the row of a table that is about it. */
export interface Section {
  title: string;
  tokens: readonly DocToken[];
  /** Heads and cells of that row; empty where there is none. */
  facts: readonly { name: string; tokens: readonly DocToken[] }[];
}

/**
 * Finds a section by its anchor, with the sections below it.
 * @returns null where the page has no such heading
 */
export function sectionOf(page: readonly DocToken[], anchor: string): Section | null {
  const at = page.findIndex(({ type, text }) => type === 'heading' && anchorOf(text!) === anchor);
  const heading = page[at];
  if (!heading) return null;
  const rest = page.slice(at + 1);
  const end = rest.findIndex(({ type, depth }) => type === 'heading' && depth! <= heading.depth!);
  return {
    title: heading.text!,
    tokens: end === -1 ? rest : rest.slice(0, end),
    facts: page.flatMap((token) => factsOf(token, anchor)),
  };
}

/** Of a table the row whose first cell leads to the anchor: the other cells by their heads. */
function factsOf({ header = [], rows = [] }: DocToken, anchor: string): Section['facts'] {
  const row = rows.find(([first]) => first!.tokens.some(({ type, href }) => type === 'link' && href === `#${anchor}`));
  // The first names it, the second is its title.
  return (row ?? []).map((cell, i) => ({ name: header[i]!.text, tokens: cell.tokens })).slice(2);
}
