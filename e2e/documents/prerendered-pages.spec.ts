/**
 * Prerendered pages. A browser under Playwright's protocol prerenders nothing, and so this one runs
 * without: the panel stands in a tab of its own, and page and panel tell the test's server what they see.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from '../../tooling/browser/browser';
import { ensureBrowser } from '../../tooling/chromium/ensure.mjs';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/test';
import { TRUTH } from '../harness/truth';

interface PageReport {
  n: number;
  prerendering: boolean;
  /** When a prerendered page was activated, in ms; 0 for one that was not prerendered. */
  activated: number;
  truth: number[];
  /** Null while it is prerendered. */
  patched: boolean | null;
  keys: string[];
}

/** Gives the panel, in a tab, what DevTools would, and the inspected tab; switches reuse on. */
function standInForDevTools(url: string): void {
  chrome.tabs.create({ url }, (tab) => {
    const tabId = tab!.id!;
    const navigated: ((url: string) => void)[] = [];
    chrome.tabs.onUpdated.addListener((id, { status }) => {
      if (id === tabId && status === 'loading') for (const hear of navigated) hear('');
    });
    (chrome as any).devtools = {
      inspectedWindow: { tabId, eval: (_: string, hear: (value: unknown) => void) => hear(['', true]) },
      panels: {},
      network: { onNavigated: { addListener: (hear: () => void) => navigated.push(hear), removeListener() {} } },
    };
    const script = document.createElement('script');
    script.type = 'module';
    script.src = document.querySelector('meta[name=panel]')!.getAttribute('content')!;
    document.head.append(script);
    setInterval(() => {
      const labels = [...document.querySelectorAll('label')];
      const reuse = labels.find((each) => each.textContent === 'Reuse')?.querySelector('input');
      if (reuse && !reuse.checked) reuse.click();
      const counts = document.querySelectorAll('.sidebar [role=option]:not(.gone):not(#connection-all) .counts');
      const shown = [...counts].map(({ textContent }) => Number.parseInt(textContent!, 10));
      void fetch(`${url}panel`, { method: 'POST', body: JSON.stringify(shown), mode: 'no-cors' });
    }, 200);
  });
}

/** Runs in page n: tells what it is, and goes on to the page that it has prerendered when told so. */
async function reportAndGo(n: number): Promise<void> {
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [`/${n + 1}`], eagerness: 'immediate' }] });
  document.head.append(rules);
  const own = window as any;
  for (;;) {
    const { prerendering } = document as any;
    const report: PageReport = {
      n,
      prerendering,
      activated: (performance.getEntriesByType('navigation')[0] as any).activationStart,
      truth: own.truth(),
      patched: prerendering ? null : await own.again(),
      keys: prerendering ? [] : Object.keys(sessionStorage),
    };
    const answer = await fetch('/page', { method: 'POST', body: JSON.stringify(report) });
    if (Number(await answer.text()) > n && !prerendering) location.href = `/${n + 1}`;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The build, with a panel that opens by itself. */
function selfOpening(folder: string, url: string): string {
  const extension = join(folder, 'extension');
  cpSync(DIST, extension, { recursive: true });
  const change = (file: string, to: (text: string) => string) => {
    const path = join(extension, file);
    writeFileSync(path, to(readFileSync(path, 'utf8')));
  };
  change('panel/index.html', (html) =>
    html.replace(
      /<script type="module"[^>]* src="([^"]+)"><\/script>/,
      '<meta name="panel" content="$1"><script src="stand-in.js"></script>',
    ),
  );
  writeFileSync(join(extension, 'panel/stand-in.js'), `(${standInForDevTools})(${JSON.stringify(url)})`);
  change('manifest.json', (text) => JSON.stringify({ ...JSON.parse(text), background: { service_worker: 'open.js' } }));
  writeFileSync(join(extension, 'open.js'), "chrome.tabs.create({ url: '/panel/index.html' });");
  return extension;
}

/** Serves pages /1 to /last, and hears what they and the panel tell. */
function follow(server: TestServer, last: number) {
  const pages = new Map<number, PageReport>();
  const told = { pages, shown: [] as number[], goTo: 1 };
  const hear = (path: string, keep: (body: any) => string) =>
    server.route(path, async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end(keep(JSON.parse(Buffer.concat(chunks).toString())));
    });
  hear('/panel', (shown) => {
    told.shown = shown.sort();
    return '';
  });
  hear('/page', (report) => {
    pages.set(report.n, report);
    return String(told.goTo);
  });
  for (let n = 1; n <= last + 1; n++) {
    const script = `made(${(n % 3) + 1}); (${reportAndGo})(${n});`;
    server.html(
      n === 1 ? '/' : `/${n}`,
      `<!doctype html><link rel=icon href=data:,>${TRUTH}<script>${script}</script>`,
    );
  }
  return told;
}

for (const [trips, tag] of [
  [4, ''],
  [50, ' @full'],
] as const) {
  test(`${trips} prerendered pages are activated under a patch${tag}`, async ({ server }) => {
    test.setTimeout(60_000 + trips * 10_000);
    const folder = mkdtempSync(join(tmpdir(), 'prerender-'));
    const told = follow(server, trips);
    const extension = selfOpening(folder, server.url('/'));
    const { path } = await ensureBrowser();
    const args = ['--headless', '--no-sandbox', `--user-data-dir=${join(folder, 'profile')}`];
    args.push(`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, 'about:blank');
    const browser: ChildProcess = spawn(path, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => browser.once('exit', resolve));
    try {
      let activations = 0;
      for (let n = 1; n <= trips; n++) {
        await expect(async () => {
          const page = told.pages.get(n);
          expect(page).toMatchObject({ prerendering: false, patched: true, keys: [] });
          expect(told.shown).toEqual(page!.truth.sort());
          // Nobody looks at a page that is not shown, and so no panel shows it.
          expect(told.pages.get(n + 1)).toMatchObject({ prerendering: true, activated: 0 });
        }).toPass({ timeout: 30_000 });
        if (told.pages.get(n)!.activated > 0) activations++;
        told.goTo = n + 1;
      }
      expect(activations).toBe(trips - 1);
    } finally {
      browser.kill();
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
  });
}
