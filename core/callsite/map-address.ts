import { Unmapped } from './source-map';

const MAX_URL = 4_000;
/** What may follow the comment that names the map, in characters. */
const MAX_TAIL = 10_000;

/**
 * The address of the source map that a script names in its last comment (ECMA-426, section 11.1).
 * @returns absolute, http(s) of the script's own origin, or data:
 * @throws {Unmapped} where it names none, or one elsewhere
 */
export function mapUrlOf(script: string, scriptUrl: string): string {
  if (/^\s*<[!\w]/.test(script.slice(0, 1_000))) throw new Unmapped('The script is part of the page itself.');
  const named = nameIn(script);
  if (!named) throw new Unmapped('The script names no source map.');
  if (named.startsWith('data:')) return named;
  const url = named.length <= MAX_URL ? read(named, scriptUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Unmapped('The address of its source map can’t be read.');
  // A page could name any address: what is fetched for it stays where its script came from.
  if (url.origin !== read(scriptUrl)?.origin) throw new Unmapped('Its source map is at another origin.');
  return url.href;
}

function nameIn(script: string): string | null {
  const at = script.lastIndexOf('sourceMappingURL=');
  if (at < 0 || !/(?:\/\/|\/\*)[#@][ \t]*$/.test(script.slice(Math.max(0, at - 8), at))) return null;
  const end = script.indexOf('\n', at);
  const line = script.slice(at + 'sourceMappingURL='.length, end < 0 ? undefined : end);
  const tail = end < 0 ? '' : script.slice(end);
  // Code after it: this was a string or comment of a tool that writes maps.
  if (tail.length > MAX_TAIL || tail.split('\n').some((each) => !/^\s*(?:\/\/.*|\/\*.*\*\/)?\s*$/.test(each)))
    return null;
  const stop = line.search(/[\s'"]|\*\//);
  return (stop < 0 ? line : line.slice(0, stop)) || null;
}

/**
 * The resource of this address in DevTools' list, whose addresses may be written otherwise (`/./`,
 * %-escapes).
 */
export function listedAs(url: string, listed: readonly string[]): string | null {
  if (listed.includes(url)) return url;
  const plain = plainUrl(url);
  return listed.find((each) => plainUrl(each) === plain) ?? null;
}

function plainUrl(url: string): string {
  try {
    return decodeURI(read(url)?.href ?? url);
  } catch {
    return url;
  }
}

/** URL.parse() came with Chrome 126. */
function read(url: string, base?: string): URL | null {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}
