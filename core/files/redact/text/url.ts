/** In place of what was taken out. */
export const REMOVED = 'removed';

/** Schemes that have no origin, or one that names a user: of these the scheme alone stays. */
const BARE = new Set(['data:', 'javascript:', 'file:', 'about:', 'node:', 'wasm:', 'webpack:', 'webpack-internal:']);
const EXTENSION = /^[a-z]+(?:-web)?-extension:$/;
const WITH_HOST = new Set(['http:', 'https:', 'ws:', 'wss:', 'chrome:', 'devtools:']);
const ABOUT = new Set(['about:blank', 'about:srcdoc']);

/**
 * What of a URL may stay: scheme, host and port, read by the URL parser, so that no character that is
 * legal in a URL ends it early. An IP address, and the name of a machine in a local net, go too.
 * @returns null for what is no URL, or one of a scheme that is not known
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
  if (BARE.has(protocol)) return protocol;
  // The id says which extension it is, and in Firefox whose.
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
