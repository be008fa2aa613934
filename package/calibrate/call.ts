import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../tooling/node/user-error.mjs';
import type { Connection, Session } from '../cdp/connection';
import { type Dump, dump } from '../memory/dump';
import { PAGES, type PublisherPage, type ReceiverPage } from './pages';

/** MiB of the publishing page's process, and of the GPU process; null where the dump has none. */
export interface Reading {
  mib: number;
  gpuMib: number | null;
}

const NOT_READ =
  'Chromium’s memory dump says nothing of the page’s process: this system, or a policy, does not let the browser read it. Nothing was written.';

/** A page of ours in the measured browser. */
export class Tab {
  private constructor(
    private readonly connection: Connection,
    private readonly id: string,
    readonly session: Session,
  ) {}

  static async open(connection: Connection, url: string, isReady: string): Promise<Tab> {
    const browser = connection.session();
    const { targetId } = await browser.send('Target.createTarget', { url });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(connection, targetId, connection.session(sessionId));
    await tab.session.send('Page.enable');
    for (let i = 0; i < 200; i++) {
      if (await tab.evaluate(`Boolean(globalThis.${isReady})`).catch(() => false)) return tab;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${url} did not load.`);
  }

  async evaluate(expression: string): Promise<any> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text);
    return result.value;
  }

  close(): Promise<unknown> {
    return this.connection.session().send('Target.closeTarget', { targetId: this.id });
  }
}

type Asked<P> = {
  [K in keyof P]: P[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

/** The members of an object in a page, to be called from here. */
function asked<P extends object>(tab: Tab, name: string): Asked<P> {
  const call =
    (member: string) =>
    (...args: unknown[]) =>
      tab.evaluate(`${name}.${member}(${args.map((each) => JSON.stringify(each)).join(', ')})`);
  return new Proxy({} as Asked<P>, { get: (_, member) => call(String(member)) });
}

/** A publishing and a receiving page in different processes, with nothing sent yet. */
export class Call {
  readonly publisher: Asked<PublisherPage>;
  private readonly receiver: Asked<ReceiverPage>;

  private constructor(private readonly tabs: { publisher: Tab; receiver: Tab }) {
    this.publisher = asked(tabs.publisher, 'publishing');
    this.receiver = asked(tabs.receiver, 'receiving');
  }

  /** @throws {UserError} where both pages are in one process */
  static async open(connection: Connection, port: number): Promise<Call> {
    // The two names of this machine are two sites, so they get a process each.
    const receiver = await Tab.open(connection, `http://127.0.0.1:${port}/receiver`, 'receiving');
    const publisher = await Tab.open(connection, `http://localhost:${port}/publisher`, 'publishing');
    return new Call({ publisher, receiver });
  }

  /** One offer and answer. @param kbps the encoder's start */
  async negotiate(offer: string, kbps: number): Promise<void> {
    await this.publisher.accept(await this.receiver.answer(offer), kbps);
  }

  /** @throws {UserError} where the browser does not tell */
  async memory(): Promise<Reading> {
    return readingOf(await dump(this.tabs.publisher.session));
  }

  /** Whether what the receiver holds is counted apart. */
  async isApart(): Promise<boolean> {
    const [ours] = (await dump(this.tabs.publisher.session)).renderers;
    return !(await dump(this.tabs.receiver.session)).renderers.has(ours ?? -1);
  }

  async close(): Promise<void> {
    await Promise.allSettled(Object.values(this.tabs).map((tab) => tab.close()));
  }
}

export function readingOf({ renderers, processes }: Dump): Reading {
  const [pid] = renderers;
  const own = pid === undefined ? undefined : processes.get(pid);
  if (!own || !(own.mib > 0)) throw new UserError(NOT_READ);
  const gpu = [...processes.values()].find(({ name }) => /gpu/i.test(name ?? ''));
  return { mib: own.mib, gpuMib: gpu?.mib ?? null };
}

/** Serves the two pages on this machine only. */
export async function servePages(): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    const page = PAGES[request.url ?? ''];
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
