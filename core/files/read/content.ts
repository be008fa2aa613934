import { BadFile } from '../fault';
import { knownRefusal } from '../refusals';
import { isObject } from './json';

/** Number of characters at the beginning of a file that identify a text format. */
const START_LENGTH = 100;
const LINE_END = 0x0a;

/** The content of a file, for importers to recognize and read. */
export class Content {
  /** Its first characters in lower case, without leading blanks. */
  readonly start: string;
  /** Empty after it was parsed as JSON, because a large file should not be held twice. */
  text: string;
  private parsed: { json: unknown; error: unknown } | null = null;

  /** Begins like a list, which is not parsed: of all kinds of files, only lines of events do. */
  readonly isList: boolean;

  constructor(text: string) {
    this.text = text;
    this.start = text.slice(0, START_LENGTH).trimStart().toLowerCase();
    this.isList = this.start.startsWith('[');
  }

  /** Undefined if the text is not JSON, or a list. */
  get json(): unknown {
    if (this.isList) return undefined;
    this.parsed ??= parse(this.text);
    if (this.parsed.error === null) this.text = '';
    return this.parsed.json;
  }

  /** The error that says why none of these importers can read it. */
  refusal(importers: readonly { title: string }[]): BadFile {
    const known = knownRefusal(this);
    if (known) return known;
    if (this.json === undefined && !this.isList) return new BadFile(syntaxSentence(this.text, this.parsed?.error));
    const titles = importers.map(({ title }) => title);
    const names =
      titles.length > 1 ? `neither ${titles.slice(0, -1).join(', ')} nor ${titles.at(-1)}` : `not ${titles[0]}`;
    return new BadFile(`This is ${this.isList ? 'a JSON list' : kindOf(this.json)}, but ${names}.`);
  }
}

function parse(text: string): { json: unknown; error: unknown } {
  try {
    return { json: JSON.parse(text), error: null };
  } catch (error) {
    return { json: undefined, error };
  }
}

function kindOf(json: unknown): string {
  if (!isObject(json)) return 'JSON';
  const names = Object.keys(json).slice(0, 3);
  return names.length === 0
    ? 'an empty JSON object'
    : `JSON with ${names.map((name) => `"${name.slice(0, 30)}"`).join(', ')}`;
}

/** The syntax error without the excerpt that engines quote, so that no content of the file gets out. */
function syntaxSentence(text: string, error: unknown): string {
  if (text.trim() === '') return 'The file holds nothing but blanks.';
  if (text.trimStart().startsWith('<')) return 'This is an HTML page, but no report with a recording in it.';
  const message = error instanceof Error ? error.message : '';
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (/end of JSON/.test(message) || position >= text.trimEnd().length) {
    return `The file ends too early, after ${text.length} characters: it is not complete.`;
  }
  if (Number.isNaN(position)) {
    return /^\s*\{\s*"/.test(text)
      ? 'The file begins as JSON, but is damaged or was changed: ask for it again, as it was saved.'
      : 'The file is text, but no JSON.';
  }
  let line = 1;
  for (let at = 0; at < position; at++) if (text.charCodeAt(at) === LINE_END) line++;
  return `The file is no valid JSON: the fault is at character ${position} (line ${line}).`;
}
