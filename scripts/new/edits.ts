import { UserError } from '../../tooling/node/user-error.mjs';

/** Lines that are added to a file that is there. */
export interface Edit {
  /** From the root. */
  file: string;
  change(text: string): string;
}

/** @throws {UserError} where the place is not there: then the file has changed, and scripts/new/kinds.ts must follow */
function split(text: string, at: number, place: string): [before: string, after: string] {
  if (at < 0)
    throw new UserError(`scripts/new/kinds.ts looks for ${place}, which is no longer there. Nothing was written.`);
  return [text.slice(0, at), text.slice(at)];
}

/** Adds text before the first place that begins so, after the first occurrence of `from`. */
export function before(text: string, place: string, added: string, from = ''): string {
  const start = text.indexOf(from);
  const [head, tail] = split(text, start < 0 ? -1 : text.indexOf(place, start), `${JSON.stringify(place)}`);
  return head + added + tail;
}

/** Adds an import after the last one; Biome sorts them. */
export function importing(text: string, names: string, path: string): string {
  const imports = [...text.matchAll(/^import [^;]*;\n/gm)];
  const last = imports.at(-1);
  const [head, tail] = split(text, last ? last.index + last[0].length : -1, 'imports');
  return `${head}import { ${names} } from '${path}';\n${tail}`;
}

const headingAt = (text: string, heading: string) => `\n${text}`.indexOf(`\n${heading}\n`);

/** Adds a row to the first table after a heading. */
export function row(text: string, heading: string, added: string): string {
  const [head, tail] = split(text, headingAt(text, heading), `the heading "${heading}"`);
  const table = /\n\|.*?\n(?=\n)/s.exec(tail);
  const [rows, rest] = split(tail, table ? table.index + table[0].length : -1, `a table under "${heading}"`);
  return `${head}${rows}${added}\n${rest}`;
}

/** Adds a section at the end of another, before the next heading of that rank. */
export function section(text: string, heading: string, added: string): string {
  const [head, tail] = split(text, headingAt(text, heading), `the heading "${heading}"`);
  const next = tail.slice(1).search(/\n## /);
  return next < 0
    ? `${text.trimEnd()}\n\n${added}`
    : `${head}${tail.slice(0, next + 2)}${added}\n${tail.slice(next + 2)}`;
}
