/** One frame of a stack, as an engine's text gives it. */
export interface RawFrame {
  fn: string | null;
  url: string;
  line: number | null;
  column: number | null;
}

/** How Firefox marks a frame behind an `await`, a promise's reaction or a timer; only while DevTools is open. */
const ASYNC = /^(async|promise callback|setTimeout handler|setInterval handler|[\w.: -]{1,60} handler)\*/;

const ADDRESS = /@(?=[a-z][a-z\d+.-]{0,30}:)/i;

/**
 * Frames of a stack as Firefox and Safari write it, `function@url:line:column`. Takes linear time: each line
 * is split at the first @ before a scheme, since paths of packages have more, and at its last two colons.
 */
export function parseGecko(text: string): RawFrame[] {
  return text.split('\n').flatMap((line) => {
    const at = line.search(ADDRESS);
    if (at < 0) return [];
    // Of an eval: `https://app.example/e.js line 3 > eval:1:1`.
    const [place = '', evaluated] = line.slice(at + 1).split(/ line (?=\d+ > )/, 2);
    const [url, lineNumber, column] =
      evaluated === undefined ? splitPlace(place) : [place, Number.parseInt(evaluated, 10), null];
    // What has no line is no frame: an address with a password, say.
    return url === '' || lineNumber === null
      ? []
      : [{ fn: functionName(line.slice(0, at)), url, line: lineNumber, column }];
  });
}

/** `https://app.example/a.js:3:5` */
function splitPlace(place: string): [url: string, line: number | null, column: number | null] {
  const parts = place.split(':');
  const last: number[] = [];
  while (last.length < 2 && parts.length > 1 && /^\d{1,10}$/.test(parts.at(-1)!)) last.unshift(Number(parts.pop()));
  return [parts.join(':'), last[0] ?? null, last[1] ?? null];
}

/**
 * As V8 writes it: `async` for what awaited, without Firefox's marks of unnamed code (`publish/<`, `foo/bar`
 * for a function in a function).
 */
function functionName(text: string): string | null {
  const mark = ASYNC.exec(text);
  // Not by a regular expression, which would try each of many marks as the first.
  let end = text.length;
  while (end > 0 && '/<'.includes(text[end - 1]!)) end--;
  const name = text.slice(mark?.[0].length ?? 0, end);
  if (name === '') return null;
  return mark?.[1] === 'async' ? `async ${name}` : name;
}
