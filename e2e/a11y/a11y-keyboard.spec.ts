import type { Page } from '@playwright/test';
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { expect, test } from '../harness/test';

const CHARTS = ['Transceivers by phase', 'Encoder memory', 'm-lines and SDP size'];

test.beforeEach(async ({ page, server }) => {
  await serveFixtures(server);
  await page.setViewportSize({ width: 1200, height: 800 });
});

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

/** What has the focus, by its name, and whether that can be seen: `Settings`, `Settings (unseen)`. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return 'body';
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    const words = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
    // A radio button of ours is drawn by the span after it, a grid and the filter by what is around them.
    const around = [element, element.nextElementSibling, element.parentElement];
    const seen = around.some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    return `${words.trim().slice(0, 60)}${seen ? '' : ' (unseen)'}`;
  });
}

/** Walks through the page by Tab until the focus leaves it. */
async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const names: string[] = [];
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (name === 'body') break;
    names.push(name);
  }
  return names;
}

test('Tab goes through all in the order it is seen in, and one always sees where one is', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=bad');
  // So that what comes last is there.
  await expect(page.locator('canvas')).toHaveCount(CHARTS.length);
  const names = await walk(page);
  expect(names.filter((name) => name.endsWith('(unseen)'))).toEqual([]);
  const wanted = [
    'Pause sampling',
    'Clear view',
    'Preserve log',
    'Off',
    /^Downscale idle/,
    'New run',
    'Filter',
    /^Open file/,
    'Export…',
    /extension errors/,
    'Settings',
    'Why',
    'How to fix',
    'Compare…',
    'Connections',
    'Width of the list of connections',
    'Overview',
    'All kinds',
    'Lanes: transceivers over time',
    'Show Lanes as a table',
    ...CHARTS.flatMap((title) => [`Show ${title} as a table`, `Save picture of ${title}`]),
  ];
  const places = wanted.map((each) =>
    names.findIndex((name) => (typeof each === 'string' ? name === each : each.test(name))),
  );
  expect(places, names.join('\n')).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  // What can be clicked can be tabbed to, but for what arrow keys choose.
  const clickable = page
    .locator('button:visible, select:visible, summary:visible')
    .and(page.locator(':not([role=tab][tabindex="-1"])'));
  for (const each of await clickable.all()) expect(await each.evaluate((e: HTMLElement) => e.tabIndex)).toBe(0);
});

test('arrow keys choose a tab, a connection, a row and a patch, as in DevTools', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await tab(page, 'Overview').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Transceivers')).toBeFocused();
  await page.keyboard.press('End');
  await expect(tab(page, 'Runs')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Overview')).toBeFocused();
  await page.keyboard.press('ArrowRight');

  const grid = page.getByRole('grid', { name: 'Transceivers' });
  await grid.focus();
  await page.keyboard.press('End');
  const row = grid.locator('tr[aria-selected=true]');
  await expect(row).toHaveAttribute('aria-rowindex', '27');
  await expect(grid).toHaveAttribute('aria-activedescendant', (await row.getAttribute('id'))!);
  await page.keyboard.press('ArrowUp');
  await expect(row).toHaveAttribute('aria-rowindex', '26');
  const detail = page.getByRole('region', { name: /^Details/ });
  await page.keyboard.press('Enter');
  await expect(detail).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await expect(grid).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row).toHaveAttribute('aria-rowindex', '2');
  // The border between the two moves, too.
  const border = page.getByRole('separator', { name: 'Width of the details' });
  const before = Number(await border.getAttribute('aria-valuenow'));
  await border.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(border).toHaveAttribute('aria-valuenow', String(before + 16));

  const connections = page.getByRole('listbox', { name: 'Connections' });
  await connections.focus();
  await page.keyboard.press('ArrowDown');
  await expect(connections.getByRole('option', { name: /^#1/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(connections.getByRole('option', { name: /^#2/ })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('radio', { name: 'Off' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Reuse is on')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Reuse is on')).toBeHidden();
});

test('a dialog keeps the focus, Escape closes it, and the focus goes back', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  for (const [opener, title] of [
    ['Compare…', 'Compare two runs'],
    ['Export…', 'Export'],
    ['Formula', 'How the estimate is made'],
    ['Add reading…', 'Add a reading of this page’s memory'],
  ] as const) {
    const button = page.getByRole('button', { name: opener, exact: true }).first();
    const dialog = page.getByRole('dialog', { name: title });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    for (let i = 0; i < 15; i++) {
      await page.keyboard.press(i < 10 ? 'Tab' : 'Shift+Tab');
      // Between the last and the first the browser's own controls have their turn.
      const inside = await dialog.evaluate((element) => {
        const { activeElement } = document;
        return activeElement === document.body || element.contains(activeElement);
      });
      expect(inside, `${title}, step ${i}`).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  }
});

test('the menu of runs opens, is walked through and closes by keyboard', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty&runs');
  const opener = page.getByRole('button', { name: 'Runs', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of the new run' });
  await expect(name).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(name).toBeFocused();
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await expect(name).toBeHidden();
  await expect(tab(page, 'Runs 4')).toBeVisible();
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(name).toBeHidden();
  await expect(opener).toBeFocused();
});

test('what a button opens and closes does not take the focus away', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=bad');
  for (const [opener, region, closer] of [
    [/extension errors/, 'Extension errors', 'Close the list of problems'],
    ['Why', 'Counts behind the verdict', null],
    ['How to fix', 'How to fix', null],
    ['Settings', 'Settings', null],
  ] as const) {
    const button = page.getByRole('button', { name: opener }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: region })).toBeVisible();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    if (closer) await page.getByRole('button', { name: closer }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: region })).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('each chart has a table that the keyboard reaches and that says what the chart shows', async ({
  page,
  server,
}) => {
  await openFixture(page, server, 'fixture=twenty&runs');
  const open = async (title: string) => {
    await page.getByRole('button', { name: `Show ${title} as a table` }).focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('region', { name: `Table: ${title}` });
    await expect(table).toBeVisible();
    await page.keyboard.press('Tab');
    return table;
  };
  await expect(page.locator('canvas')).toHaveCount(CHARTS.length);
  for (const title of CHARTS) {
    const table = await open(title);
    expect(await table.getByRole('row').count()).toBeGreaterThan(20);
    expect(await table.evaluate((element: HTMLElement) => element.tabIndex)).toBe(0);
  }
  await expect(page.locator('canvas')).toHaveCount(0);
  const first = page
    .getByRole('region', { name: `Table: ${CHARTS[0]}` })
    .locator('tbody tr')
    .first();
  await expect(first.getByRole('cell')).toHaveText(['3', '4', '19', '0', '0', '0', /.*/]);

  await tab(page, 'Runs').click();
  await expect(page.locator('canvas')).toHaveCount(1);
  const compared = await open('Transceivers by publish');
  await expect(compared.getByRole('row')).not.toHaveCount(0);
  await expect(page.locator('canvas')).toHaveCount(0);
});

test('nothing moves by itself: no transition and no animation, in any view', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openFixture(page, server, 'fixture=twenty&runs&live');
  for (const name of ['Overview', 'Transceivers', 'Patch log', 'Log', 'Runs']) {
    await tab(page, name).click();
    await page.getByRole('button', { name: 'Compare…' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    const moving = await page.evaluate(() => {
      const named = [...document.querySelectorAll('*')].filter((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior === 'smooth';
      });
      return [...named.map(({ className }) => String(className)), ...document.getAnimations().map(String)];
    });
    expect(moving, name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
