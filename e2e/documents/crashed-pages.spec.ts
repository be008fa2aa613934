/** Renderers that crash under the panel: what it says of the page and of frames, and what it takes for no crash. */
import type { Frame, Page } from '@playwright/test';
import { openDevTools } from '../../tooling/browser/devtools';
import { rendererPids } from '../../tooling/browser/renderer';
import { expect, test } from '../harness/test';
import { TRUTH } from '../harness/truth';

test.use({ browserArgs: ['--site-per-process'] });

const CRASHED = /, gone: (page|frame) crashed$/;

/** Ends a renderer as a crash would. */
async function kill(page: Page, url: string): Promise<void> {
  const pid = (await rendererPids(page)).get(url);
  expect(pid, url).toBeGreaterThan(0);
  process.kill(pid!, 'SIGKILL');
}

const names = (panel: Frame) => panel.locator('.sidebar .group-name');

const named = (panel: Frame, hasText: string | RegExp) => names(panel).filter({ hasText });

/** Runs in the page, by DevTools: a page whose frame crashed is closed to Playwright. */
const inPage = (panel: Frame, script: string) =>
  panel.evaluate((code) => void chrome.devtools.inspectedWindow.eval(code), script);

test.beforeEach(({ server }) => {
  server.html('/frame', TRUTH);
  server.html(
    '/',
    `${TRUTH}<iframe src="${server.url('/frame', '127.0.0.1')}"></iframe><iframe src="/frame"></iframe>`,
  );
});

test('a page that crashes takes its frames along: all are called crashed, and a reload starts anew', async ({
  page,
  server,
  openPanel,
}) => {
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await expect(names(panel)).toHaveCount(3);
  await kill(page, server.url('/'));
  await expect(names(panel)).toHaveText([/^localhost:\d+, gone: page crashed$/, CRASHED, CRASHED]);
  const bar = panel.getByRole('status').filter({ hasText: 'The page crashed.' });
  await expect(bar).toContainText('This shows the last known state.');
  await bar.getByRole('button', { name: 'Reload page' }).click();
  await expect(bar).toHaveCount(0);
  await expect(panel.locator('.sidebar [role=option]:not(.gone):not(#connection-all)')).toHaveCount(3);
  await expect(names(panel).filter({ hasText: CRASHED })).toHaveCount(0);
});

test('chrome://crash, and a panel that is first shown on a crashed page', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const { selectPanel } = await openDevTools(page);
  const crashed = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => {});
  await crashed;
  const panel = await selectPanel();
  await expect(panel.getByRole('heading', { name: 'The page crashed' })).toBeVisible();
  await panel.locator('main').getByRole('button', { name: 'Reload page' }).click();
  await expect(names(panel)).toHaveCount(3);
});

test('a frame that crashes is called crashed; one that was removed, or is busy loading anew, is not', async ({
  page,
  server,
  openPanel,
}) => {
  const far = server.url('/frame', '127.0.0.1');
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await expect(names(panel)).toHaveCount(3);
  await kill(page, far);
  await expect(named(panel, `frame 127.0.0.1:${server.port}, gone: frame crashed`)).toHaveCount(1);
  await expect(named(panel, /, gone: /)).toHaveCount(1);
  await inPage(panel, `document.querySelectorAll('iframe')[1].remove()`);
  await expect(named(panel, `frame localhost:${server.port}, gone: frame or page went away`)).toHaveCount(1);
  // Busy from its first script on when it is loaded again, at the same address and in a process of its own.
  server.html(
    '/busy',
    `<script>if (name) for (const end = Date.now() + 9_000; Date.now() < end; ); name = 1</script>${TRUTH}`,
  );
  const busy = server.url('/busy', 'busy.localhost');
  await inPage(
    panel,
    `window.next = document.createElement('iframe'); next.src = '${busy}'; document.body.append(next)`,
  );
  await expect(names(panel)).toHaveCount(4);
  await inPage(panel, 'next.src = next.src');
  await expect(named(panel, /, gone: /)).toHaveCount(3);
  // The document that was replaced keeps its first name for longer than a crash takes to be told.
  await expect(names(panel)).toHaveCount(5, { timeout: 20_000 });
  await expect(named(panel, /, gone: frame or page went away$/)).toHaveCount(2);
  await expect(named(panel, CRASHED)).toHaveCount(1);
});
