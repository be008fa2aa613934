import { MAX_MAP_BYTES, Unmapped } from '../../../core/callsite/source-map';

/**
 * Text of a source map. The panel may fetch wherever its content scripts run, so only what the caller
 * asked for is asked: no redirect is followed, and what is read is bounded while it comes.
 * @param url http(s) of the script's own origin, or data:
 * @param withCookies where the page could send them just as well: a document of it has that origin
 * @param signal ends the request, and the connection with it
 * @throws {Unmapped} where there is no answer, none of use, or too long a one
 */
export async function fetchMap(url: string, withCookies: boolean, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    credentials: withCookies ? 'include' : 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal,
  }).catch(() => null);
  try {
    if (response && isRedirect(response)) throw new Unmapped('Its source map is a redirect, which is not followed.');
    if (!response?.ok || !response.body) {
      throw new Unmapped(
        `Its source map could not be fetched (${response ? `HTTP ${response.status}` : 'no answer'}).`,
      );
    }
    // Says how much is to come, where it is true and nothing is packed.
    if (Number(response.headers.get('content-length')) > MAX_MAP_BYTES)
      throw new Unmapped('Its source map is too large.');
    return await read(response.body);
  } finally {
    // The rest is not wanted, and a connection left open would go on sending it.
    await response?.body?.cancel().catch(() => {});
  }
}

/** In browsers nothing is told of one but that (Fetch, section 4.3). */
const isRedirect = ({ type, status }: Response) => type === 'opaqueredirect' || (status >= 300 && status < 400);

async function read(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      // Unpacked: a few kB may come to gigabytes.
      size += value.length;
      if (size > MAX_MAP_BYTES) throw new Unmapped('Its source map is too large.');
      parts.push(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    throw error instanceof Unmapped ? error : new Unmapped('Its source map could not be fetched (cut off).');
  } finally {
    await reader.cancel().catch(() => {});
  }
  parts.push(decoder.decode());
  return parts.join('');
}
