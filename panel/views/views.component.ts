import { expect, test } from '@playwright/test';
import { downscale, grid, page, show, tab, useFixturesPage, violations } from '../fixtures/fixtures-page';
import { FIXTURES } from '../fixtures/play';

useFixturesPage();

test('axe finds nothing in any state', async () => {
  test.setTimeout(120_000);
  for (const fixture of FIXTURES) {
    await show(fixture);
    expect(await violations(), fixture).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
    expect(await violations(['color-contrast']), `${fixture}, dark`).toEqual([]);
  }
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in any view (${theme})`, async () => {
    test.setTimeout(120_000);
    await show('bad', `&theme=${theme}`);
    await page.getByText('Reuse', { exact: true }).click();
    await page.getByRole('button', { name: 'Why' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    expect(await violations(), 'why, settings').toEqual([]);
    await page.getByRole('button', { name: /extension errors?/ }).click();
    // Beside the open drawers there is no room for lanes and charts.
    expect(await violations(), 'lanes alone').toEqual([]);
    await page.getByText('Charts', { exact: true }).click();
    await page.getByRole('button', { name: 'Formula' }).click();
    expect(await violations(), 'problems, formula').toEqual([]);
    await page.keyboard.press('Escape');
    const asTable = page.getByRole('button', { name: /as a table/ });
    while ((await asTable.count()) > 0) await asTable.first().click();
    expect(await violations(), 'tables').toEqual([]);
    await tab('Transceivers').click();
    await grid().getByRole('row').nth(6).click();
    for (const summary of await page.locator('.inner > summary').all()) await summary.click();
    expect(await violations(), 'detail').toEqual([]);
    await tab('Log').click();
    await page.locator('.twisty:not(.none)').first().click();
    expect(await violations(), 'log').toEqual([]);
    await show('refusals', `&theme=${theme}`);
    await downscale().click();
    await page.getByText('Stop idle', { exact: true }).first().click();
    await page.getByText('Limits', { exact: true }).click();
    await tab('Patch log').click();
    await page
      .getByRole('button', { name: /^Show more of: refused/ })
      .first()
      .click();
    await page.locator('.chip').first().click();
    expect(await violations(), 'patch log, limits, downscaled by hand').toEqual([]);
  });
}

test('from 400 px on nothing runs out of the panel', async () => {
  for (const width of [400, 640, 900]) {
    await page.setViewportSize({ width, height: 600 });
    for (const fixture of ['empty', 'no-access', 'twenty', 'three-hundred', 'same-names', 'refusals', 'bad']) {
      await show(fixture);
      for (const name of ['Overview', 'Transceivers', 'Patch log', 'Log']) {
        if ((await tab(name).count()) > 0) await tab(name).click();
        const [over] = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth]);
        expect(over, `${fixture} ${name} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  }
});

test('eight connections of one name in three frames, at 200 %: each can be told apart, nothing overlaps', async () => {
  // A window of 1400 × 600 px at a zoom of 200 %.
  await page.setViewportSize({ width: 700, height: 300 });
  await show('same-names');
  const picker = page.getByRole('combobox', { name: 'Connection' });
  const list = page.getByRole('listbox', { name: 'Connections' });
  const names = (await picker.isVisible())
    ? await picker.locator('option').allTextContents()
    : (await list.getByRole('group').allTextContents()).map((text) => text);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(3);
  await page.getByRole('button', { name: 'Why' }).click();
  const rows = page.getByRole('region', { name: 'Counts behind the verdict' }).locator('tbody th');
  await expect(rows).toHaveCount(8);
  const titles = await rows.allTextContents();
  expect(new Set(titles).size).toBe(8);
  for (const [width, height] of [
    [700, 125],
    [700, 300],
    [200, 350],
  ] as const) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, `${width} × ${height}`).toBeLessThanOrEqual(0);
    // Parts of the card stand side by side or below each other, never over each other.
    const boxes = await page.locator('.incident-head > *, .incident-facts > *').evaluateAll((all) =>
      all.map((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(
          a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1,
          `${width} × ${height}: ${JSON.stringify([a, b])}`,
        ).toBe(true);
  }
});

test('of the collected connections the newest 200 are listed, and how many are not', async () => {
  await show('collected');
  const list = page.getByRole('listbox', { name: 'Connections' });
  await expect(list.getByRole('option')).toHaveCount(202);
  await expect(list.getByRole('group')).toHaveAccessibleName(/59 more, collected before, are not listed\.$/);
  await expect(list.getByText('59 more')).toBeVisible();
});

test('tabs and connections by arrow keys', async () => {
  await show('three-hundred');
  await tab('Overview').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Transceivers')).toBeFocused();
  await expect(tab('Transceivers 300')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('listbox', { name: 'Connections' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(tab('Transceivers 30')).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toHaveText(/#1 two-way/);
  await page.keyboard.press('Home');
  await expect(tab('Transceivers 300')).toBeVisible();
});

test('the table: virtual, sorted by its headers, walked by arrow keys, opened by Enter, left by Escape', async () => {
  await show('three-hundred');
  await tab('Transceivers').click();
  expect(await grid().getByRole('row').count()).toBeLessThan(60);
  await expect(grid()).toHaveAttribute('aria-rowcount', '301');
  await grid().focus();
  await page.keyboard.press('End');
  const selected = grid().getByRole('row', { selected: true });
  await expect(selected).toHaveAttribute('aria-rowindex', '301');
  await expect(selected).toBeInViewport();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('aria-rowindex', '3');
  const detail = page.getByRole('region', { name: /^Details/ });
  await expect(detail).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(detail).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(grid()).toBeFocused();

  const header = grid().getByRole('columnheader', { name: '≈ MB' });
  await header.getByRole('button').click();
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(grid().getByRole('row').nth(1)).toContainText('3840×2160');
});

test('the filter narrows table and log', async () => {
  await show('twenty');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('kind:video is:idle');
  await expect(tab('Transceivers 19 of 26')).toBeVisible();
  await tab('Log').click();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('unpublish');
  await expect(page.locator('.log-entry').first()).toContainText('unpublish');
  for (const text of await page.locator('.log-entry .tag').allTextContents()) expect(text).toBe('unpublish');
});
