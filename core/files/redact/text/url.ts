/** Replaces removed text. */
export const REMOVED = 'removed';

/** Schemes without an origin, or with one that may name a user: only the scheme stays. */
const SCHEME_ONLY = new Set([
  'data:',
  'javascript:',
  'file:',
  'about:',
  'node:',
  'wasm:',
  'webpack:',
  'webpack-internal:',
]);
const EXTENSION = /^[a-z]+(?:-web)?-extension:$/;
const WITH_HOST = new Set(['http:', 'https:', 'ws:', 'wss:', 'chrome:', 'devtools:']);
const ABOUT = new Set(['about:blank', 'about:srcdoc']);

/**
 * The part of a URL that may stay: scheme, host and port. Uses the URL parser, so that no character
 * that is legal in a URL ends it early. IP addresses and host names of a local network are removed.
 * @returns null for text that is not a URL, or has an unknown scheme
 */
export function originOf(text: string): string | null {
  if (ABOUT.has(text)) return text;
  const url = parsed(text);
  if (!url) return null;
  const { protocol } = url;
  if (protocol === 'blob:') {
    const inner = originOf(url.pathname);
    return `blob:${inner ?? ''}`;
  }
  if (SCHEME_ONLY.has(protocol)) return protocol;
  // The id identifies the extension, and in Firefox the user.
  if (EXTENSION.test(protocol)) return `${protocol}//${REMOVED}`;
  return WITH_HOST.has(protocol) ? `${protocol}//${hostOf(url)}` : null;
}

/** URL.parse() came with Chrome 126. */
function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function hostOf({ hostname, port }: URL): string {
  return withoutAddress(hostname) + (port && `:${port}`);
}

function withoutAddress(host: string): string {
  if (/^\[.*\]$/.test(host) || /^\d+(?:\.\d+){3}$/.test(host)) return 'ip-removed';
  if (host === 'localhost' || host === 'ip-removed' || host === 'host-removed') return host;
  const local = !host.includes('.') || /\.(?:local|lan|home|internal|intranet|localdomain|home\.arpa)$/.test(host);
  return local ? 'host-removed' : host;
}

/** The rule of a field that holds a URL. */
export const redactUrl = (text: string): string => (text === '' ? '' : (originOf(text) ?? REMOVED));
