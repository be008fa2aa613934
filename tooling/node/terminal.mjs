/**
 * The one way out to a terminal for text that holds names from files, pages or servers. What such a
 * name could do there: clear the screen, set the window's title, turn its letters around, look like
 * another line, or give an order to the CI system that reads the log.
 */

/**
 * Controls (C0, DEL, C1), format characters (bidi controls, zero-width ones, the byte order mark),
 * what is invisible by design, ends of lines and paragraphs, halves of surrogate pairs. A line's own
 * end is among them: whoever prints gives lines.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Read anywhere in a line: GitHub's older form, Azure Pipelines, TeamCity. */
const COMMAND_INSIDE = /#(?=#\w{0,40}\[)/g;

/**
 * Read at the start of a line, blanks before it or not: GitHub and Forgejo (`::`), Buildkite's groups,
 * Travis, GitLab, and the test protocol TAP.
 */
const COMMAND_AT_START =
  /^(\p{Zs}*)(?=::|---|\+\+\+|~~~|\^\^\^|travis_\w|section_(?:start|end):|(?:not )?ok(?: |$)|\d+\.\.\d|bail out!|tap version |pragma )(.)/iu;

/** @param {string} text */
const escaped = (text) =>
  // By UTF-16 units, as JSON writes them: the same in JSON means the same string.
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/**
 * A line that a terminal, and a CI system that reads its log, take for nothing but text. What is
 * unsafe becomes `\u001b`, so a line of JSON stays JSON that says the same.
 * @param {string} line
 * @returns {string}
 */
export function printable(line) {
  return line
    .replace(UNSAFE, escaped)
    .replace(COMMAND_INSIDE, escaped)
    .replace(COMMAND_AT_START, (_, blanks, first) => blanks + escaped(first));
}

/**
 * Writes lines, each of which stays one line.
 * @param {{ write(text: string): unknown }} stream for example process.stdout
 * @param {readonly string[]} lines
 */
export function print(stream, lines) {
  stream.write(`${lines.map(printable).join('\n')}\n`);
}
