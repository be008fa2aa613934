import { openFixture, serveFixtures } from '../harness/fixture-page';
import { STATES } from '../harness/panel-states';
import { DUMP } from '../harness/states/files';
import { expect, test } from '../harness/test';

/** Where the focus goes when something closes or vanishes. In real DevTools: escape-devtools.spec.ts. */

test.beforeEach(async ({ page, server }) => {
  await serveFixtures(server);
  await page.setViewportSize({ width: 1200, height: 800 });
});

for (const { name, query, act, closed } of STATES) {
  if (!closed) continue;
  test(`Escape closes what is open, topmost first, and the focus goes back: ${name}`, async ({ page, server }) => {
    await openFixture(page, server, query);
    await act!(page);
    for (const { what, focused } of closed) {
      await expect(what(page)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(what(page)).toBeHidden();
      await expect(focused(page)).toBeFocused();
    }
  });
}

test('a key that is held down closes one thing', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.evaluate(() => {
    Object.assign(globalThis, { passed: 0 });
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && (globalThis as any).passed++);
  });
  for (let i = 0; i < 4; i++) await page.keyboard.down('Escape');
  await page.keyboard.up('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
  expect(await page.evaluate(() => (globalThis as any).passed)).toBe(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Settings' })).toBeHidden();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => (globalThis as any).passed), 'nothing is open').toBe(1);
});

test('Escape empties the filter first, and leaves what is open', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await page.getByRole('button', { name: 'Settings' }).click();
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('video');
  await page.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Settings' })).toBeHidden();
  await expect(filter).toBeFocused();
});

test('a run that goes on under guidance is not ended by Escape', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await STATES.find(({ name }) => name === 'guided: sharing')!.act!(page);
  const cancel = page.getByRole('button', { name: 'Cancel the guided comparison' });
  await cancel.focus();
  await page.keyboard.press('Escape');
  await expect(cancel).toBeFocused();
});

test('the focus goes on to what is near when the control that has it is removed', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty&runs');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  const names = page.getByRole('textbox', { name: 'Name of the run' });
  await expect(names).toHaveCount(3);
  const remove = page.getByRole('button', { name: /^Delete the run/ });
  await remove.first().focus();
  await page.keyboard.press('Enter');
  await expect(names).toHaveCount(2);
  await expect(names.first()).toBeFocused();
  await remove.last().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Start check' })).toBeFocused();

  // Also where nobody pressed anything: the page left, and with it the row.
  await page.getByRole('tab', { name: /^Overview/ }).click();
  await page.getByRole('button', { name: 'Why' }).focus();
  await page.evaluate(() => {
    const { documents } = (globalThis as any).panel.store;
    documents.value = [];
  });
  await expect(page.getByRole('button', { name: 'Why' })).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('who scrolls a line with the focus out of view keeps the focus near, and scrolls on', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  const log = page.getByRole('log');
  await log.evaluate((element) => element.scrollTo(0, 0));
  await page
    .getByRole('button', { name: /^Show the stack/ })
    .first()
    .focus();
  await log.hover();
  const top = () => log.evaluate((element) => element.scrollTop);
  for (let i = 1; i <= 8; i++) {
    await page.mouse.wheel(0, 200);
    await expect.poll(top).toBe(i * 200);
  }
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
});

test('the focus goes back to an opener that was drawn anew', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  const opener = page.getByRole('button', { name: 'Export…' });
  await opener.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await opener.evaluate((element) => element.replaceWith(element.cloneNode(true)));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(opener).toBeFocused();
});

test('who clicks beside a control gives the focus up: nothing brings it back', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty&runs');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  const remove = page.getByRole('button', { name: /^Delete the run/ });
  await expect(remove).toHaveCount(3);
  await remove.first().focus();
  await page.locator('.toolbar .divider').first().click();
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('BODY');
  await page.evaluate(() => {
    const { runs } = (globalThis as any).panel.store;
    runs.remove(runs.list.value[0].id);
  });
  await expect(remove).toHaveCount(2);
  expect(await focused()).toBe('BODY');
});

test('what is open and chosen is the page’s or the file’s own', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty&runs');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  const baseline = page.getByRole('combobox', { name: 'Baseline' });
  const chosen = await baseline.inputValue();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Compare…' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Compare two runs' })).toBeVisible();

  await page.locator('input[type=file]').first().setInputFiles(DUMP);
  await expect(page.getByRole('region', { name: 'File that is shown' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Settings' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Back to the page' }).click();
  await expect(page.getByRole('tab', { name: /^Runs/ })).toHaveAttribute('aria-selected', 'true');
  await expect(baseline).toHaveValue(chosen);
  await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
  // A dialog closes with the view that it stood in.
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
