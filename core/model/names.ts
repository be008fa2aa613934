import { isolated } from '../text/foreign';

/** A document's address in two parts: one distinguishes sites, the other the documents of one site. */
interface Parts {
  host: string;
  path: string;
}

/**
 * A document's name in parts, so that a narrow view can truncate host and path but keep the number.
 * `path` and `number` are empty if the host alone is unique.
 */
export interface DocumentName {
  host: string;
  path: string;
  number: string;
}

const MAX_HOST = 40;
const MAX_PATH = 24;
const MAX_CACHED = 500;

const partsCache = new Map<string, Parts>();

/** Host of a URL, or what else identifies the document (`about:srcdoc`, a file's name). */
export const hostOf = (url: string): string => partsOf(url).host;

/** A document's name as one string. */
export const nameText = ({ host, path, number }: DocumentName): string => host + path + number;

export const nameAlone = (url: string): DocumentName => ({ host: hostOf(url), path: '', number: '' });

/** Both parts are cut in the middle if they are long. `path` is `/`, `/last` or `/…/last`, or empty without one. */
export function partsOf(url: string): Parts {
  let parts = partsCache.get(url);
  if (!parts) {
    if (partsCache.size >= MAX_CACHED) partsCache.clear();
    const { host, path } = splitUrl(url);
    parts = { host: isolated(cutMiddle(host, MAX_HOST)), path: isolated(cutMiddle(path, MAX_PATH)) };
    partsCache.set(url, parts);
  }
  return parts;
}

function splitUrl(url: string): Parts {
  if (!URL.canParse(url)) return { host: url || 'unknown document', path: '' };
  const { host, protocol, pathname } = new URL(url);
  if (protocol === 'file:') return { host: pathname.split('/').pop() || url, path: '' };
  // blob:https://host/id, or blob:null/id for an opaque origin.
  if (protocol === 'blob:') {
    const host = URL.canParse(pathname) ? new URL(pathname).host : 'null';
    return { host: `blob:${host}`, path: `/${pathname.split('/').pop()}` };
  }
  // The media type of data:text/html;base64,…
  if (protocol === 'data:') return { host: url.split(/[;,]/, 1)[0]!, path: '' };
  return host ? { host, path: lastOf(pathname) } : { host: url, path: '' };
}

/** `/`, `/last` or, for a deeper path, `/…/last`. */
function lastOf(path: string): string {
  const names = path.split('/').filter(Boolean);
  return names.length > 0 ? `${names.length > 1 ? '/…/' : '/'}${names.at(-1)}` : '/';
}

function cutMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const half = (maxLength - 1) >> 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
