import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { Command } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import { type LaunchedBrowser, launchBrowser } from '../../tooling/browser/browser';
import { attachRawPanel, type RawDocument, type RawPanel } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import type { TestServer } from '../../tooling/pages/server';
import { test as base } from './test';

/** What came of one run of a script: its value, and all errors in the page meanwhile. */
export interface Outcome {
  value: any;
  /** Of a script that threw: name and message. */
  threw: string | null;
  /** Uncaught errors and unhandled rejections, as the page's own listeners got them. */
  uncaught: string[];
  /** Errors on the page's console. */
  console: string[];
}

export interface Twin {
  /**
   * Runs the same script as a page's first one in a browser without the extension, and in one with
   * it: observed at the fastest rate, once under each patch, in force from the start. Expects the
   * same outcome of all, and returns it.
   * @param script runs in the page, so it must be self-contained; its value must be JSON.
   *   `peers` (harness/peers.ts) and `attempt` are there.
   * @param reported looks at what reached the panel, for a script that uses WebRTC
   * @param patches default none and reuse, which does most
   */
  same<T>(
    script: () => T,
    reported?: (document: RawDocument, patch: Patch) => void,
    patches?: readonly Patch[],
  ): Promise<Awaited<T>>;
  /** One run with the extension. `document` is what reached the panel, for a script that uses WebRTC. */
  run(script: () => unknown, patch?: Patch): Promise<{ outcome: Outcome; document(): Promise<RawDocument> }>;
  /** One run in the browser without the extension. */
  native(script: () => unknown): Promise<Outcome>;
}

declare global {
  /** Calls and awaits; an exception becomes its name and message. */
  function attempt(run: () => unknown): Promise<unknown>;
}

/** As fast as it goes, so that our sampling meets whatever the script does. */
const OBSERVE: Command = { type: 'observe', intervalMs: 10, paused: false };

/** Runs in the page before the script, and takes the natives that it needs: scripts may spoil them. */
function prepare(): void {
  const { fetch, setTimeout, Error: NativeError, Promise: NativePromise, String: text } = window as any;
  const { stringify } = window.JSON;
  const uncaught: string[] = [];
  const errorText = (error: any) => (error instanceof NativeError ? `${error.name}: ${error.message}` : text(error));
  addEventListener('error', (event) => void uncaught.push(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => void uncaught.push(`unhandled: ${errorText(event.reason)}`));
  window.attempt = async (run) => {
    try {
      return await run();
    } catch (error) {
      return errorText(error);
    }
  };
  (window as any).report = async (script: () => unknown) => {
    let value: unknown = null;
    let threw: string | null = null;
    try {
      value = await script();
    } catch (error) {
      threw = errorText(error);
    }
    // An unhandled rejection is reported in a later task.
    await new NativePromise((resolve: () => void) => setTimeout(resolve, 30));
    void fetch('result', { method: 'POST', body: stringify({ value, threw, uncaught }) });
  };
}

/** Serves the script at `path`; resolves with what the page posts back. */
function serve(server: TestServer, path: string, script: () => unknown): Promise<Omit<Outcome, 'console'>> {
  const head = `(${prepare})();${PEERS}`.replaceAll('</script', '<\\/script');
  server.html(
    path,
    `<!doctype html><title>t</title><link rel=icon href=data:,><script>${head}</script><script>report(${script})</script>`,
  );
  return new Promise((resolve) => {
    server.route(`${path}result`, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        response.writeHead(204).end();
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
  });
}

async function runIn(page: Page, server: TestServer, path: string, script: () => unknown): Promise<Outcome> {
  const result = serve(server, path, script);
  const errors: string[] = [];
  const onConsole = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error') errors.push(message.text());
  };
  page.on('console', onConsole);
  await page.goto(server.url(path));
  const outcome = await result;
  page.off('console', onConsole);
  return { ...outcome, console: errors };
}

interface WorkerFixtures {
  /** A browser without the extension, shared by the tests of a worker. */
  bare: LaunchedBrowser;
}

export { expect } from '@playwright/test';

export const test = base.extend<{ twin: Twin; bareContext: BrowserContext }, WorkerFixtures>({
  bare: [
    async ({ browserArgs }, use) => {
      const bare = await launchBrowser({ extension: null, args: browserArgs });
      await use(bare);
      await bare.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  bareContext: async ({ bare: { context } }, use) => {
    const before = new Set(context.pages());
    await use(context);
    for (const page of context.pages()) if (!before.has(page)) await page.close();
  },

  twin: async ({ page, bareContext, server }, use) => {
    let raw: RawPanel | undefined;
    let barePage: Page | undefined;
    let runs = 0;
    /** On a page of the same origin the patch comes into force, so that the next document starts under it. */
    const setPatch = async (patch: Patch) => {
      server.html('/', '<title>before</title><script>new RTCPeerConnection().close()</script>');
      await raw?.send({ type: 'patch', patch });
      await page.goto(server.url('/'));
      raw ??= await attachRawPanel(page, [OBSERVE, { type: 'patch', patch }]);
      const inForce = async () => (await raw!.documents()).findLast((each) => new URL(each.url).pathname === '/');
      await expect.poll(async () => (await inForce())?.last?.patch).toBe(patch);
    };
    const twin: Twin = {
      async native(script) {
        barePage ??= await bareContext.newPage();
        return runIn(barePage, server, '/native/', script);
      },
      async run(script, patch = 'none') {
        await setPatch(patch);
        const path = `/${patch}/${runs++}/`;
        const outcome = await runIn(page, server, path, script);
        return { outcome, document: () => raw!.document(path) };
      },
      async same(script, reported, patches = ['none', 'reuse']) {
        const native = await twin.native(script);
        expect(native.threw).toBe(null);
        for (const patch of patches) {
          const { outcome, document } = await twin.run(script, patch);
          expect.soft(outcome, `patch ${patch}`).toEqual(native);
          // On a busy machine the last update is still on its way.
          if (reported) await expect(async () => reported(await document(), patch)).toPass({ timeout: 5_000 });
        }
        return native.value;
      },
    };
    await use(twin);
  },
});
