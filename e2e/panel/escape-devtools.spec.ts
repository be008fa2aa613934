import { rmSync } from 'node:fs';
import type { Frame } from '@playwright/test';
import { type LaunchedBrowser, launchBrowser } from '../../tooling/browser/browser';
import { type OpenPanel, openPanel } from '../../tooling/browser/devtools';
import { showFixture, writeFixtureExtension } from '../harness/fixture-extension';
import { STATES } from '../harness/panel-states';
import type { PanelState, Surface } from '../harness/states/surface';
import { expect, test } from '../harness/test';

/**
 * DevTools takes Escape for its drawer, also from a panel. So what a11y-keyboard.spec.ts says of Escape on a
 * page of its own holds in DevTools only as far as this says so: same states, real keys, DevTools' own handlers.
 */

const OPEN = STATES.filter(({ closed }) => closed);
/** Many states have nothing to close: one of a kind is enough. */
const CLOSED = STATES.filter(({ closed, name }) => !closed && /^(log, opened|runs, checked|paused|twenty)/.test(name));

/** Into what is open, as Tab does; what has the focus already keeps it. */
async function focusInside(page: Surface, { closed }: PanelState): Promise<void> {
  await closed![0]!.what(page).evaluate((element) => {
    if (element.contains(document.activeElement)) return;
    const first = element.querySelector<HTMLElement>('button, select, input, [tabindex="0"]') ?? element;
    (first as HTMLElement).focus();
  });
}

async function expectEscapeToClose(page: Surface, { devtools, isDrawerOpen }: OpenPanel, { closed }: PanelState) {
  for (const { what, focused } of closed ?? []) {
    await expect(what(page)).toBeVisible();
    await devtools.keyboard.press('Escape');
    await expect(what(page)).toBeHidden();
    await expect(focused(page)).toBeFocused();
    expect(await page.evaluate(() => document.hasFocus())).toBe(true);
    expect(await isDrawerOpen()).toBe(false);
  }
}

/** With nothing open Escape is DevTools' again: it opens the drawer, and closes it. */
async function expectDrawer(page: Surface, { devtools, isDrawerOpen }: OpenPanel): Promise<void> {
  // DevTools leaves a text field its keys, and takes the focus into the drawer.
  await page.evaluate(() => document.activeElement?.matches('input') && (document.activeElement as HTMLElement).blur());
  await devtools.keyboard.press('Escape');
  await expect.poll(isDrawerOpen).toBe(true);
  await devtools.keyboard.press('Escape');
  await expect.poll(isDrawerOpen).toBe(false);
}

test.describe('over fixtures', () => {
  let folder: string;
  let browser: LaunchedBrowser;
  let tools: OpenPanel;
  let panel: Frame;

  test.beforeAll(async () => {
    folder = await writeFixtureExtension();
    browser = await launchBrowser({ extension: folder });
    tools = await openPanel(await browser.context.newPage());
    panel = tools.panel;
    await tools.resize(1200, 800);
  });

  test.afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const state of OPEN) {
    test(`Escape closes, and leaves the drawer shut: ${state.name}`, async () => {
      for (const inside of [false, true]) {
        const page = await showFixture(tools, panel, state.query);
        await state.act!(page);
        if (inside) await focusInside(page, state);
        await expectEscapeToClose(page, tools, state);
        await expectDrawer(page, tools);
      }
    });
  }

  for (const state of CLOSED) {
    test(`Escape is DevTools’ own: ${state.name}`, async () => {
      const page = await showFixture(tools, panel, state.query);
      await state.act?.(page);
      await page.getByRole('tab', { selected: true }).focus();
      await expectDrawer(page, tools);
    });
  }
});

test('so it is in the extension over a page, also where the key is held down', async ({ page, server, openPanel }) => {
  server.html('/', '<title>t</title><script>new RTCPeerConnection().addTransceiver("video")</script>');
  await page.goto(server.url('/'));
  const tools = await openPanel(page);
  const { panel, devtools, isDrawerOpen } = tools;
  await panel.getByRole('button', { name: 'Settings' }).click();
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(panel.getByRole('dialog', { name: 'Export' })).toBeVisible();
  for (let i = 0; i < 5; i++) await devtools.keyboard.down('Escape');
  await devtools.keyboard.up('Escape');
  await expect(panel.getByRole('dialog')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Export…' })).toBeFocused();
  await devtools.keyboard.press('Escape');
  await expect(panel.getByRole('region', { name: 'Settings' })).toBeHidden();
  expect(await isDrawerOpen()).toBe(false);
  await devtools.keyboard.press('Escape');
  await expect.poll(isDrawerOpen).toBe(true);
});
