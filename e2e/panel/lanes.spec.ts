import type { Locator, Page } from '@playwright/test';
import { traceWork } from '../../bench/panel-load/trace';
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { expect, test } from '../harness/test';

test.beforeEach(async ({ page, server }) => {
  await serveFixtures(server);
  await page.setViewportSize({ width: 1400, height: 900 });
});

const grid = (page: Page) => page.getByRole('grid', { name: /^Lanes/ });
const lanes = (page: Page) => page.locator('.lane[data-lane]');
const current = async (page: Page) => page.locator(`[id="${await grid(page).getAttribute('aria-activedescendant')}"]`);

/** Shares and stops `times` times more, as one message each hundred. */
async function shareMore(page: Page, times: number): Promise<void> {
  await page.evaluate((count) => {
    const { pages, nextSecond } = (globalThis as any).panel;
    const [played] = pages;
    for (let i = 1; i <= count; i++) {
      played.unpublish(played.publish(played.connections[0]));
      if (i % 100 === 0 || i === count) nextSecond()();
    }
  }, times);
}

test('a leak is a staircase of tails, reuse one lane that alternates', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  const screens = lanes(page).filter({ hasText: 'screen' });
  await expect(screens).toHaveCount(20);
  const lefts = await screens
    .locator('.lane-bar.idle')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().left));
  expect(lefts).toHaveLength(19);
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
  await expect(screens.first().locator('.lane-memory')).toHaveText(/MB$/);

  await openFixture(page, server, 'fixture=reuse');
  const reused = lanes(page).filter({ hasText: 'mid 2 screen' });
  await expect(reused).toHaveCount(1);
  const phases = await reused
    .locator('.lane-bar')
    .evaluateAll((bars) =>
      bars.map((bar) => /sending|idle|unused/.exec(bar.className)![0]).filter((phase) => phase !== 'unused'),
    );
  expect(phases.length).toBeGreaterThan(10);
  expect(phases).toEqual(phases.map((_, i) => (i % 2 ? 'idle' : 'sending')));
});

test('arrow keys, Home, End and Enter: from a bar to its publish in the log, from a lane to its details', async ({
  page,
  server,
}) => {
  await openFixture(page, server, 'fixture=twenty');
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(await current(page)).toHaveAccessibleName(/mid 21 screen, sending since/);
  await page.keyboard.press('Home');
  await expect(await current(page)).toHaveAccessibleName(/mid 0 microphone/);
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
  await expect(await current(page)).toHaveAccessibleName(/mid 2 screen, idle since/);

  const details = page.getByRole('region', { name: /^Details/ });
  await page.keyboard.press('Enter');
  await expect(details).toContainText('mid 2');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(grid(page)).toBeFocused();

  await page.keyboard.press('ArrowRight');
  while (!/^sending/.test((await (await current(page)).getAttribute('aria-label'))!)) {
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Log', exact: true })).toHaveAttribute('aria-selected', 'true');
  const found = page.locator('.log-lines > .found');
  await expect(found).toBeInViewport();
  await expect(found).toContainText(/mid 2.*publish.*starts sending video screen/s);
  // The call that led to it is open, with its stack.
  await expect(page.locator('.log-entry', { hasText: 'addTransceiver' }).locator('.stack').first()).toBeVisible();
});

test('clicks: a bar leads to its publish, also past a filter; a name to the details', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  await page.getByRole('searchbox').fill('no such entry');
  const lane = lanes(page).filter({ hasText: 'mid 9 screen' });
  await lane.locator('.lane-bar.sending').click();
  await expect(page.locator('.log-lines > .found')).toContainText('mid 9');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await lane.locator('.lane-name').click();
  await expect(page.getByRole('region', { name: /^Details/ })).toContainText('mid 9');
  await lane.locator('.lane-bar.idle').click();
  await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
});

/** What a scrolling list shows from its beginning to its end, by `aria-rowindex`. */
async function allRows(scroller: Locator, row: string): Promise<string[]> {
  return scroller.evaluate(async (element, selector) => {
    const rows = new Map<number, string>();
    for (let top = 0; top <= element.scrollHeight; top += element.clientHeight / 2) {
      element.scrollTop = top;
      await new Promise((resolve) => setTimeout(resolve, 60));
      for (const each of element.querySelectorAll(selector)) {
        const cells = [...each.children].map((cell) => cell.textContent!.trim());
        rows.set(Number(each.getAttribute('aria-rowindex')), cells.join('|'));
      }
    }
    return [...rows].sort(([a], [b]) => a - b).map(([, text]) => text);
  }, row);
}

test('the table has the same as the picture: each phase of each lane, with its times', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=reuse');
  await page.getByRole('radio', { name: 'All', exact: true }).check();
  if (await page.getByRole('button', { name: /^\+\d+ more$/ }).isVisible()) {
    await page.getByRole('button', { name: /^\+\d+ more$/ }).click();
  }
  const drawn = await lanes(page).evaluateAll((rows) =>
    rows.flatMap((row) => {
      const name = row.querySelector('.lane-name')!.textContent!.trim();
      return [...row.querySelectorAll('.lane-bar')].map((bar) => {
        const [, phase, from, to] = /^([a-z ]+?)(?: screen| camera| microphone)?, (\S+) to (\S+) /.exec(
          bar.getAttribute('aria-label')!,
        )!;
        return `${name}|${phase}|${from}|${to}`;
      });
    }),
  );
  await page.getByRole('button', { name: 'Show Lanes as a table' }).click();
  const table = page.getByRole('region', { name: 'Table: Lanes' });
  const written = (await allRows(table, 'tbody tr[aria-rowindex]')).map((row) => {
    const [name, phase, from, to] = row.split('|');
    return `${name}|${phase!.replace(/ \(publish.*$/, '')}|${from}|${to}`;
  });
  expect(written.length).toBeGreaterThan(40);
  expect(written).toEqual(drawn);
  await expect(table.locator('table')).toHaveAttribute('aria-rowcount', String(written.length + 1));
});

test('300 and 3,000 transceivers: folded, grouped, and only the lanes in view exist', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=three-hundred');
  const more = page.getByRole('button', { name: /^\+\d[\d,]* more$/ });
  // How many there is room for is known once the panel has its layout.
  await expect(async () => {
    const hidden = Number(/\d+/.exec((await more.textContent())!)![0]);
    expect(await lanes(page).count()).toBe(300 - hidden);
  }).toPass();
  await page.getByRole('combobox', { name: 'Group lanes' }).selectOption('connection');
  await expect(page.locator('.lane.group').first()).toHaveText('Connection #1: 30 transceivers, 18 idle');
  await page.locator('.lane.more').first().click();
  await expect(page.locator('.lane.group').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Group lanes' }).selectOption('line');
  await expect(page.locator('.lane.group').first()).toContainText('transceivers');

  await page.getByRole('combobox', { name: 'Group lanes' }).selectOption('none');
  await shareMore(page, 2_700);
  await expect(page.locator('.lanes-head')).toContainText('of 3,000');
  await more.click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '3001');
  expect(await lanes(page).count()).toBeLessThan(100);
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(lanes(page).last()).toBeInViewport();
  await expect(await current(page)).toHaveAttribute('aria-rowindex', '3001');
  await page.getByRole('button', { name: 'Show fewer' }).click();
  await expect(more).toBeVisible();
});

test('zoom by dragging over lanes or a chart, and by keys; one time for all', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  const reset = page.getByRole('button', { name: 'Reset zoom' });
  const span = () => page.evaluate(() => (globalThis as any).panel.store.ui.zoom.value);
  async function drag(what: Locator): Promise<void> {
    const { x, y, width, height } = (await what.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height * 0.5);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.5, y + height * 0.5);
    await page.mouse.move(x + width * 0.6, y + height * 0.5);
    await page.mouse.up();
  }
  const canvas = page.getByRole('img', { name: /^Transceivers by phase/ });
  const before = await canvas.getAttribute('aria-label');
  await drag(lanes(page).nth(3).locator('.lane-bars'));
  await expect(reset).toBeVisible();
  await expect(canvas).not.toHaveAttribute('aria-label', before!);
  // It chose nothing.
  await expect(page.getByRole('region', { name: /^Details/ })).toBeHidden();
  const { from, to } = await span();
  // A chart that is being drawn anew may miss the first drag.
  await expect(async () => {
    await drag(canvas);
    expect((await span()).from).toBeGreaterThan(from);
  }).toPass();
  expect((await span()).to).toBeLessThan(to);
  // With Shift it moves the time shown, by as much as it is dragged, and the other way round.
  const shown = await span();
  await page.keyboard.down('Shift');
  await drag(canvas);
  await page.keyboard.up('Shift');
  const moved = await span();
  expect(moved.from).toBeLessThan(shown.from);
  expect(moved.to - moved.from).toBeCloseTo(shown.to - shown.from, 3);
  await reset.click();
  await expect(reset).toBeHidden();

  await grid(page).focus();
  await page.keyboard.press('+');
  const zoomed = await span();
  await page.keyboard.press('Shift+ArrowLeft');
  expect((await span()).from).toBeLessThan(zoomed.from);
  await page.keyboard.press('0');
  await expect(reset).toBeHidden();
  await page.getByRole('radio', { name: 'Since growth' }).check();
  await expect(lanes(page).first()).toBeVisible();
});

test('legend entries hide curves and show them again', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=twenty');
  const chart = page.getByRole('region', { name: 'Transceivers by phase' });
  const idle = chart.getByRole('button', { name: /^idle/ });
  /** Pixels of the curve's own color. */
  const orange = () =>
    chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i]! > 220 && data[i + 1]! < 130 && data[i + 2]! < 80) count++;
      return count;
    });
  await expect.poll(orange).toBeGreaterThan(100);
  await idle.click();
  await expect(idle).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(orange).toBeLessThan(20);
  await idle.click();
  await expect.poll(orange).toBeGreaterThan(100);
  await chart.getByText('Direction', { exact: true }).click();
  const byDirection = page.getByRole('region', { name: 'Transceivers by direction' });
  await expect(byDirection.getByRole('button', { name: /^inactive 19/ })).toBeVisible();
});

test('docked low: eight lanes, and the charts one choice away', async ({ page, server }) => {
  await page.setViewportSize({ width: 1400, height: 250 });
  await openFixture(page, server, 'fixture=twenty');
  await expect(page.locator('canvas')).toHaveCount(0);
  const seen = await lanes(page).evaluateAll(
    (rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight + 1).length,
  );
  expect(seen).toBeGreaterThanOrEqual(8);
  await page.getByText('Charts', { exact: true }).click();
  await expect(page.locator('canvas')).toHaveCount(3);
  await page.setViewportSize({ width: 1400, height: 520 });
  await expect(lanes(page).first()).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(3);
});

test('what was not recorded is hatched, with the words, in lanes, charts and tables', async ({ page, server }) => {
  await openFixture(page, server, 'fixture=one');
  // A page whose log had lost its beginning when the panel was opened.
  await page.evaluate(() => {
    const { pages, transport } = (globalThis as any).panel;
    const update = structuredClone(pages[0].update(true));
    update.log = [];
    update.doc = { ...update.doc, id: 'doc-late', url: 'https://late.example/', top: false };
    update.seq = 0;
    transport.open({ key: 'doc-late', frameId: 7, url: update.doc.url }).say(update);
  });
  const late = lanes(page).nth(1);
  await expect(late.locator('.lane-bar.unknown')).toHaveText('not recorded');
  await page.getByRole('button', { name: 'Show Lanes as a table' }).click();
  await expect(page.getByRole('region', { name: 'Table: Lanes' })).toContainText('not recorded');
});

test('one publish a second: no task of the panel takes 50 ms of processor time', async ({ page, server }) => {
  test.setTimeout(120_000);
  await openFixture(page, server, 'fixture=twenty&live');
  await expect(page.locator('canvas')).toHaveCount(3);
  await page.waitForTimeout(2_000);
  const work = await traceWork(page.mainFrame(), async () => {
    for (let i = 0; i < 30; i++) {
      await shareMore(page, 1);
      await page.waitForTimeout(1_000);
    }
  });
  const longest = Math.max(...work.tasks);
  expect(longest, `The longest took ${longest.toFixed(1)} ms.`).toBeLessThan(50);
});
