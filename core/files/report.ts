import { BadFile } from './fault';
import type { Recording } from './format/recording';

/** Id of the block in a saved report that holds its recording. */
export const REPORT_ID = 'recording';
const OPEN = `<script type="application/json" id="${REPORT_ID}">`;
const CLOSE = '</script>';

/**
 * The viewer's HTML with a recording inside. In a script block of JSON only `</script` and `<!--`
 * mean something to the HTML parser (HTML, section 4.12.1.3), and both begin with a character that
 * JSON can write as an escape. U+2028 and U+2029 need none in JSON.
 * @throws Error if the HTML has no block for the recording
 */
export function toReport(viewer: string, recording: Recording): string {
  const at = viewer.indexOf(OPEN);
  if (at < 0) throw new Error('The viewer has no place for a recording.');
  const from = at + OPEN.length;
  const to = viewer.indexOf(CLOSE, from);
  return viewer.slice(0, from) + JSON.stringify(recording).replaceAll('<', '\\u003c') + viewer.slice(to);
}

export const hasReport = (html: string) => html.includes(OPEN);

/**
 * The JSON text inside a saved report.
 * @throws {BadFile} if there is none
 */
export function textInReport(html: string): string {
  const from = html.lastIndexOf(OPEN) + OPEN.length;
  const to = html.indexOf(CLOSE, from);
  const text = from < OPEN.length || to < 0 ? '' : html.slice(from, to).trim();
  if (text === '') throw new BadFile('This is an HTML page, but no report with a recording in it.');
  return text;
}
