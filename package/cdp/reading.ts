import type { Driver } from '../live/inspection';
import { SourceLines } from '../live/place';
import { type CdpSession, dump } from '../memory/dump';
import { memoryIn } from '../memory/memory';

type Sessions = readonly CdpSession[];

/** What is read of pages by the DevTools protocol, whoever opened the sessions. */
export function reading(sessions: () => Sessions | Promise<Sessions>): Pick<Driver, 'lines' | 'memory'> {
  return {
    lines: new SourceLines(async (url) => readText(await sessions(), url)),
    async memory() {
      const dumps = [];
      for (const session of await sessions()) dumps.push(await dump(session));
      return memoryIn(dumps);
    },
  };
}

/** As the first page would that can: with its cookies, by the browser itself. */
async function readText(sessions: Sessions, url: string): Promise<string> {
  for (const session of sessions) {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { resource } = await session.send('Network.loadNetworkResource', {
      frameId: frameTree.frame.id,
      url,
      options: { disableCache: false, includeCredentials: true },
    });
    if (resource.success && resource.stream && resource.httpStatusCode < 300)
      return readStream(session, resource.stream);
  }
  throw new Error('not there');
}

const MAX_TEXT = 64 * 2 ** 20;

async function readStream(session: CdpSession, handle: string): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for (;;) {
      const { data, base64Encoded, eof } = await session.send('IO.read', { handle });
      const part = Buffer.from(data, base64Encoded ? 'base64' : 'utf8');
      size += part.length;
      if (size > MAX_TEXT) throw new Error('too large');
      parts.push(part);
      if (eof) return Buffer.concat(parts).toString('utf8');
    }
  } finally {
    await session.send('IO.close', { handle }).catch(() => {});
  }
}
