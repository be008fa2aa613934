import { randomBytes } from 'node:crypto';
import { reading } from '../cdp/reading';
import { rawScript, readCall } from '../cdp/script';
import type { Session as Live } from '../live/session';
import type { Way } from './index';
import type { BidiConnection, PuppeteerPage, PuppeteerSession, Scope } from './types';

interface Message {
  channel: string;
  data: { type: string; value?: unknown };
  source: { realm: string };
}

/**
 * Over WebDriver BiDi, which has no bindings: a preload script gets a channel, whose messages come as
 * events; answers go by a call in the document's realm.
 */
export async function inspectByBidi(scope: Scope, live: Live): Promise<Way> {
  const connection = scope.browser.connection!;
  const name = `ti${randomBytes(8).toString('hex')}`;
  const where = contextsOf(scope);
  const channel = [{ type: 'channel', value: { channel: name } }];
  let preload: string | null = null;
  let script = '';

  const hear = async ({ data, source: { realm } }: Message) => {
    const said = readCall(data.value);
    if (!said) return;
    const commands = await live.carrier.hear(said.message, realm);
    if (said.message?.type !== 'next') return;
    const functionDeclaration = `() => window.${name}d(${said.id}, ${JSON.stringify(commands)})`;
    // Where the document has gone, nobody waits for it.
    await connection
      .send('script.callFunction', { functionDeclaration, target: { realm }, awaitPromise: false })
      .catch(() => {});
  };
  const onMessage = (message: Message) => {
    if (message.channel === name) void hear(message);
  };
  const onGone = ({ realm }: { realm: string }) => live.carrier.closeFrame(realm);
  connection.on('script.message', onMessage);
  connection.on('script.realmDestroyed', onGone);
  const call = (functionDeclaration: string, context: string) => {
    const params = { functionDeclaration, arguments: channel, target: { context }, awaitPromise: false };
    // Where it goes elsewhere meanwhile, its next document has the script.
    return connection.send('script.callFunction', params).catch(() => {});
  };
  const callAll = async (functionDeclaration: string) => {
    const contexts = await contextsIn(connection, where).catch(() => []);
    await Promise.all(contexts.map((context) => call(functionDeclaration, context)));
  };
  const remove = async (id: string) => {
    await connection.send('script.removePreloadScript', { script: id }).catch(() => {});
    // chromium-bidi 14 answers before it has removed it, and a page that is closed meanwhile ends the process.
    await callAll('() => {}');
  };

  const { lines, memory, detach } = await readingOf(scope, connection);
  return {
    lines,
    memory,
    async install(patch) {
      const before = preload;
      script = `(channel) => { if (window.${name}d) return; window.${name} = channel; ${await rawScript(name, patch)} }`;
      const params = { functionDeclaration: script, arguments: channel, ...where };
      const { result } = await connection.send('script.addPreloadScript', params).catch((error: Error) => {
        if (!('userContexts' in where)) throw error;
        throw new Error(
          'This browser takes no script for a whole context over WebDriver BiDi: inspect the browser or a page.',
        );
      });
      preload = result.script;
      if (before) await remove(before);
    },
    start: () => callAll(script),
    async detach() {
      if (preload) await remove(preload);
      connection.off('script.message', onMessage);
      connection.off('script.realmDestroyed', onGone);
      await detach();
    },
  };
}

type Where = { contexts: [string] } | { userContexts: [string] } | Record<string, never>;

/** As addPreloadScript takes them; none: the whole browser. */
function contextsOf({ context, page }: Scope): Where {
  if (!page) return context ? { userContexts: [context.id ?? 'default'] } : {};
  const { _id: id } = page.mainFrame();
  if (!id) throw new Error('This version of Puppeteer does not name its page: inspect the browser or a context.');
  return { contexts: [id] };
}

/** Ids of the browsing contexts that are there, with their frames. */
async function contextsIn(connection: BidiConnection, where: Where): Promise<string[]> {
  const root = 'contexts' in where ? { root: where.contexts[0] } : {};
  const { result } = await connection.send('browsingContext.getTree', root);
  const ids = ({ context, children }: { context: string; children?: any[] | null }): string[] => [
    context,
    ...(children ?? []).flatMap(ids),
  ];
  return result.contexts
    .filter(({ userContext }: any) => !('userContexts' in where) || userContext === where.userContexts[0])
    .flatMap(ids);
}

/** Memory and scripts, by the DevTools protocol behind BiDi: Chromium has it, Firefox has not. */
async function readingOf({ context, browser, page }: Scope, connection: BidiConnection) {
  const pages = async (): Promise<PuppeteerPage[]> => {
    const asked = (page ? [page] : await ((context ?? browser) as any).pages()) as PuppeteerPage[];
    return asked;
  };
  const opened = new Map<PuppeteerPage, PuppeteerSession>();
  const open = async () => {
    const there = await pages();
    for (const each of there) {
      if (!opened.has(each)) opened.set(each, await each.createCDPSession());
    }
    return there.map((each) => opened.get(each)!);
  };
  let subscribed = false;
  return {
    async memory() {
      const sessions = await open().catch(() => null);
      if (!sessions) return null;
      if (!subscribed) await connection.send('session.subscribe', { events: ['goog:cdp.Tracing.dataCollected'] });
      subscribed = true;
      return reading(() => sessions).memory();
    },
    lines: reading(open).lines,
    async detach() {
      for (const session of opened.values()) await session.detach().catch(() => {});
    },
  };
}
