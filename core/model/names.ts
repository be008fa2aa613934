import { isolated } from '../text/foreign';

/** A document's address in two parts: what tells sites apart, and what tells documents of one site apart. */
interface Parts {
  host: string;
  path: string;
}

/**
 * How a document is called, in parts, so that a narrow place can cut host and path and keep the number.
 * `path` and `number` are empty where the host alone tells it apart.
 */
export interface DocumentName {
  host: string;
  path: string;
  number: string;
}

const MAX_HOST = 40;
const MAX_PATH = 24;
const CACHED = 500;

const known = new Map<string, Parts>();

/** Host of a URL, or what else tells the document apart (`about:srcdoc`, a file's name). */
export const hostOf = (url: string): string => partsOf(url).host;

/** A document's name in one piece. */
export const nameText = ({ host, path, number }: DocumentName): string => host + path + number;

export const nameAlone = (url: string): DocumentName => ({ host: hostOf(url), path: '', number: '' });

/** Both cut in the middle where they are long; `path` is `/`, `/last` or `/…/last`, or empty where there is none. */
export function partsOf(url: string): Parts {
  let parts = known.get(url);
  if (!parts) {
    if (known.size >= CACHED) known.clear();
    const { host, path } = read(url);
    parts = { host: isolated(cutMiddle(host, MAX_HOST)), path: isolated(cutMiddle(path, MAX_PATH)) };
    known.set(url, parts);
  }
  return parts;
}

function read(url: string): Parts {
  if (!URL.canParse(url)) return { host: url || 'unknown document', path: '' };
  const { host, protocol, pathname } = new URL(url);
  if (protocol === 'file:') return { host: pathname.split('/').pop() || url, path: '' };
  // blob:https://host/id, or blob:null/id where the origin is opaque.
  if (protocol === 'blob:') {
    const of = URL.canParse(pathname) ? new URL(pathname).host : 'null';
    return { host: `blob:${of}`, path: `/${pathname.split('/').pop()}` };
  }
  // The media type of data:text/html;base64,…
  if (protocol === 'data:') return { host: url.split(/[;,]/, 1)[0]!, path: '' };
  return host ? { host, path: lastOf(pathname) } : { host: url, path: '' };
}

/** `/`, `/last` or, of a deeper path, `/…/last`. */
function lastOf(path: string): string {
  const names = path.split('/').filter(Boolean);
  return names.length > 0 ? `${names.length > 1 ? '/…/' : '/'}${names.at(-1)}` : '/';
}

function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = (most - 1) >> 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
