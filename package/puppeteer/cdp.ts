import { randomBytes } from 'node:crypto';
import type { Session } from '../cdp/connection';
import { reading } from '../cdp/reading';
import { type TargetInfo, Targets } from '../cdp/targets';
import type { Session as Live } from '../live/session';
import type { Way } from './index';
import type { PuppeteerSession, Scope } from './types';

/** Over the DevTools protocol: by sessions of our own on Puppeteer's connection, as attach() does it on its own. */
export async function inspectByCdp(scope: Scope, live: Live): Promise<Way> {
  const { browser, page } = scope;
  const root = await (page ?? browser.target()).createCDPSession();
  const connection = root.connection();
  if (!connection) throw new Error('This version of Puppeteer gives no connection to its browser.');
  const sessions = {
    session: (id?: string) => (id === undefined || id === root.id() ? wrap(root) : wrapId(connection.session(id), id)),
  };
  const targets = new Targets(sessions, live, `ti${randomBytes(8).toString('hex')}`, await wantedIn(scope, root));
  return {
    ...reading(() => targets.pages.map(({ session }) => session)),
    install: (patch) => targets.install(patch),
    async start() {
      if (!page) return targets.start();
      const { targetInfo } = await root.send('Target.getTargetInfo');
      await targets.startIn(root.id(), targetInfo);
    },
    async detach() {
      await targets.end();
      await root.detach().catch(() => {});
    },
  };
}

/** Which of the browser's pages are asked for. */
async function wantedIn({ context, page }: Scope, root: PuppeteerSession): Promise<(info: TargetInfo) => boolean> {
  if (!context || page) return () => true;
  const { id } = context;
  if (id !== undefined) return ({ browserContextId }) => browserContextId === id;
  // The browser's first context has no id in Puppeteer.
  const { defaultBrowserContextId } = await root.send('Target.getBrowserContexts');
  if (!defaultBrowserContextId)
    throw new Error('This Chromium does not name its first context: inspect the browser, or a context of its own.');
  return ({ browserContextId }) => browserContextId === defaultBrowserContextId;
}

const wrap = (session: PuppeteerSession): Session => ({
  id: session.id(),
  send: (method, params) => session.send(method, params),
  on: (event, handle) => void session.on(event, handle),
  off: (event, handle) => void session.off(event, handle),
});

/** A target may be gone before its session is asked for. */
const wrapId = (session: PuppeteerSession | null, id: string): Session =>
  session
    ? wrap(session)
    : { id, send: () => Promise.reject(new Error('The target is gone.')), on: () => {}, off: () => {} };
