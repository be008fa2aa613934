import type { DocumentInfo } from '../../protocol/messages';

/** `#1`, as the document counts its connections; with the host for a frame's. */
export function connectionName({ top, url }: DocumentInfo, id: number): string {
  return top ? `#${id}` : `#${id} ${hostOf(url)}`;
}

const hosts = new Map<string, string>();
const CACHED_HOSTS = 500;

/** Host of a URL, or what else tells the document apart (`about:srcdoc`, a file's name). */
export function hostOf(url: string): string {
  let host = hosts.get(url);
  if (host === undefined) {
    if (hosts.size >= CACHED_HOSTS) hosts.clear();
    host = readHost(url);
    hosts.set(url, host);
  }
  return host;
}

function readHost(url: string): string {
  try {
    const { host, protocol, pathname } = new URL(url);
    return host || (protocol === 'file:' ? (pathname.split('/').pop() ?? url) : url.slice(0, 60));
  } catch {
    return url.slice(0, 60) || 'unknown document';
  }
}
