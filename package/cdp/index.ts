import { randomBytes } from 'node:crypto';
import { checkPatch, Inspection } from '../live/inspection';
import { SourceLines } from '../live/place';
import { Session as Live } from '../live/session';
import { dump } from '../memory/dump';
import { memoryIn } from '../memory/memory';
import type { InspectOptions, Rtc } from '../types/inspection';
import { Connection, type Session } from './connection';
import { Targets } from './targets';

export { audit } from './audit/audit';

/** Types and words: types/cdp.d.ts. */
export async function attach(endpoint: string, options: InspectOptions = {}): Promise<Rtc> {
  const { patch = 'none', intervalMs = 500 } = options;
  checkPatch(patch);
  const connection = await Connection.open(endpoint);
  const live = new Live({ patch, intervalMs, install: (next) => targets.install(next) });
  const targets = new Targets(connection, live, `ti${randomBytes(8).toString('hex')}`);
  void connection.closed.then(() => live.end('The browser was closed: this is how it was at its end.'));
  const inspection = new Inspection(live, {
    lines: new SourceLines((url) => readText(targets, url)),
    async memory() {
      const dumps = [];
      for (const { session } of targets.pages) dumps.push(await dump(session));
      return memoryIn(dumps);
    },
    async detach() {
      await targets.end();
      connection.close();
      await connection.closed;
    },
  });
  try {
    await targets.install(patch);
    await targets.start();
  } catch (error) {
    await inspection.dispose();
    throw error;
  }
  return inspection;
}

/** As the first page would that can: with its cookies, by the browser itself. */
async function readText(targets: Targets, url: string): Promise<string> {
  for (const { session } of targets.pages) {
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

async function readStream(session: Session, handle: string): Promise<string> {
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
