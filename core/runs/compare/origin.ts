import { culpritOf } from '../../callsite/stack';
import { browserText } from '../../text/browser';
import { marked } from '../../text/foreign';
import { dateTime } from '../../text/format';
import { UNKNOWN_CELL } from './rows';
import { type ComparableRun, publishingStacks } from './run-figures';

/** So many scripts are named. */
const MAX_SCRIPTS = 3;
/** What a redacted file has in place of a script's name. */
const STAND_IN = /^script-\d+$/;

/** Names of the app's own scripts that published: a build has its hash in them. */
function scriptsOf(run: ComparableRun): string[] {
  const urls = publishingStacks(run).flatMap((stack) => culpritOf(stack).app?.url ?? []);
  return [...new Set(urls.map(scriptName))];
}

/** The last part of its path, with the query: `app-4f2c81.js`, `app.js?v=12`. */
const scriptName = (url: string) => url.slice(url.replace(/[?#].*$/s, '').lastIndexOf('/') + 1);

/**
 * Tells builds apart without their names: 16 bits of a hash (FNV-1a) over the names of the scripts.
 * Null where no name is known. Builds whose scripts have the same names have the same mark.
 */
export function buildMark(urls: readonly string[]): string | null {
  const names = [...new Set(urls.map(scriptName))].filter((name) => name !== '' && !STAND_IN.test(name)).sort();
  if (names.length === 0) return null;
  let hash = 0x811c9dc5;
  for (const letter of names.join('\n')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, '0');
}

/** The mark of the build that a run was made on. */
export const buildOf = (run: ComparableRun): string | null => buildMark(scriptsOf(run));

/** Where, when and on which build a run was recorded: the first rows of a comparison. */
export const ORIGIN_ROWS: readonly { label: string; write(run: ComparableRun): string }[] = [
  { label: 'Page', write: ({ pages = [] }) => pages.map(marked).join(', ') || UNKNOWN_CELL },
  { label: 'Build', write: buildText },
  {
    label: 'Browser',
    write: ({ environment }) => (environment && marked(browserText(environment))) || UNKNOWN_CELL,
  },
  { label: 'Recorded', write: ({ from }) => dateTime(from) },
];

/** `3f2a (app-4f2c81.js)`; the mark alone where names are redacted. */
function buildText(run: ComparableRun): string {
  if (run.build !== undefined) return run.build ?? UNKNOWN_CELL;
  const names = scriptsOf(run);
  const mark = buildMark(names);
  if (mark === null) return UNKNOWN_CELL;
  const more = names.length > MAX_SCRIPTS ? ', …' : '';
  return `${mark} (${names.slice(0, MAX_SCRIPTS).map(marked).join(', ')}${more})`;
}
