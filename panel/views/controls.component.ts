import { expect, test } from '@playwright/test';
import {
  asked,
  downscale,
  forgetThrown,
  grid,
  page,
  show,
  tab,
  useFixturesPage,
  violations,
} from '../fixtures/fixtures-page';

useFixturesPage();

test('the patch switch is a radio group: arrow keys choose, the page is told, a bar stays', async () => {
  await show('reuse');
  const group = page.getByRole('radiogroup', { name: 'Try a fix' });
  await group.getByRole('radio', { name: 'Off' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: 'Reuse' })).toBeChecked();
  await expect(page.getByText('Reuse is on in this tab until DevTools closes: a publish gets')).toBeVisible();
  expect(await asked()).toEqual(['patch reuse']);
});

test('one click downscales the idle encoders: forecast, result with reasons, and a mark that stays', async () => {
  await show('refusals');
  await expect(downscale()).toHaveText('Downscale idle (4)');
  await expect(downscale()).toHaveAttribute('title', /frees ≈ \d+ MB/);
  await expect(page.locator('.badge.altered')).toHaveCount(0);
  const newRun = page.getByRole('button', { name: 'New run', exact: true });
  const places = async () => [(await downscale().boundingBox())!, (await newRun.boundingBox())!];
  const before = await places();
  await downscale().click();
  const result = page.getByRole('status').filter({ hasText: 'Downscaled 4 idle encoders' });
  await expect(result).toContainText(/≈ \d+ MB → ≈ .* \(estimate\)\. The page’s encodings are restored when/);
  await expect(result).toContainText('1 left as it was: An audio encoder holds next to nothing.');
  await expect(downscale()).toBeDisabled();
  // The mark that comes, too, moves nothing under the pointer.
  await expect(page.locator('.badge.altered')).toBeVisible();
  expect(await places()).toEqual(before);
  await page.getByRole('button', { name: 'Dismiss the result' }).click();
  await expect(result).toBeHidden();
  await expect(page.locator('.badge.altered')).toContainText('don’t compare it with another run');
  await tab('Transceivers').click();
  await expect(grid()).toContainText('1280×720 ÷64');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('is:downscaled');
  await expect(tab('Transceivers 4 of 11')).toBeVisible();
});

test('the patch log: counts per reason filter it, an entry opens to its rule, candidates and stack', async () => {
  await show('twenty');
  await tab('Patch log 0').click();
  await expect(page.getByRole('heading', { name: 'No patch has acted yet' })).toBeVisible();
  await show('refusals');
  await tab('Patch log 9').click();
  const rows = page.locator('.patch-log tbody tr[aria-rowindex]');
  await expect(rows).toHaveCount(9);
  const heads = page.locator('.patch-log th');
  await expect(heads).toHaveCount(8);
  // Text with room on both sides, and all of a row on one line.
  const edges = await heads.evaluateAll((all) =>
    all.map((head) => {
      const text = document.createRange();
      text.selectNodeContents(head);
      const [inner, outer] = [text.getBoundingClientRect(), head.getBoundingClientRect()];
      return Math.min(inner.left - outer.left, outer.right - inner.right);
    }),
  );
  for (const edge of edges) expect(edge).toBeGreaterThanOrEqual(4);
  const tops = await rows
    .nth(1)
    .locator('td')
    .evaluateAll((cells) =>
      cells.map((cell) => {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const text = document.createRange();
        text.selectNodeContents(walker.nextNode()!);
        return text.getBoundingClientRect().top;
      }),
    );
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(0.6);
  await expect(rows.first()).toContainText('Try a fix: Off');
  await page.getByRole('button', { name: '3× Number or rids of its encodings differ' }).click();
  await expect(rows).toHaveCount(3);
  await rows.first().getByRole('button', { name: 'Rule 3' }).click();
  const more = page.locator('.patch-log tr.more');
  await expect(more).toContainText('mid 2: The page paused it');
  await expect(more).toContainText('mid 3: Number or rids of its encodings differ');
  await expect(more).toContainText('Rule 6: The encodings fit');
  await expect(more).toContainText('async share');
  await rows.first().getByRole('button', { name: 'app-4f2c81.js:214:9' }).click();
  expect(await asked()).toContain('open https://app.example/assets/app-4f2c81.js:214:9');
});

test('a line of code opens in Sources; the call stack is one click away', async () => {
  await show('twenty');
  await page
    .getByRole('region', { name: 'Verdict' })
    .getByRole('button', { name: /share\(\)/ })
    .click();
  expect(await asked()).toEqual(['open https://app.example/assets/app-4f2c81.js:214:9']);
});

test('store as global variable says its name and what it means', async () => {
  await show('twenty');
  await tab('Transceivers').click();
  await grid().getByRole('row').nth(8).click();
  await page.getByRole('button', { name: 'Store as global variable' }).click();
  await expect(page.getByText('Stored as temp1: it is held strongly until the page reloads.')).toBeVisible();
});

test('what could not be read is counted and listed, as text', async () => {
  await show('bad');
  await page.getByRole('button', { name: '6 extension errors' }).click();
  const list = page.getByRole('region', { name: 'Extension errors' });
  await expect(list).toContainText('"transceivers[0].id" must be a whole number');
  await expect(list).toContainText('Cannot read properties of <b>undefined</b>');
  expect(await page.locator('img, b:text("undefined")').count()).toBe(0);
  await expect(tab('Transceivers 26')).toBeVisible();
});

test('an error in a view is shown with its text, and the panel can be shown again', async () => {
  await show('twenty');
  await page.evaluate(() => {
    const { documents } = (globalThis as any).panel.store;
    (globalThis as any).before = documents.value;
    try {
      documents.value = [{}];
    } catch {
      // The store's own effects stumble too; this is about the views.
    }
  });
  await expect(page.getByRole('heading', { name: 'The panel crashed' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Error text' })).toHaveValue(/TypeError/);
  await page.evaluate(() => {
    try {
      (globalThis as any).panel.store.documents.value = (globalThis as any).before;
    } catch {
      // As above.
    }
  });
  await page.getByRole('button', { name: 'Show the panel again' }).click();
  await expect(tab('Transceivers 26')).toBeVisible();
  forgetThrown();
});

test('Pause, Clear view and the sampling rate', async () => {
  await show('closed');
  await expect(page.getByText('All connections are closed.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear view' }).click();
  await expect(page.getByRole('heading', { name: 'No peer connection yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause sampling' }).click();
  await expect(page.getByRole('button', { name: 'Resume sampling' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: /Sample statistics every/ }).selectOption('0.5 s');
  expect(await page.evaluate(() => (globalThis as any).panel.transport.settings.get('intervalMs'))).toBe('500');
});

test('a row’s menu copies the row or its stack, filters by its line, and gives the focus back', async () => {
  await show('twenty');
  await page.evaluate(() => {
    document.addEventListener('copy', () => {
      (globalThis as any).copied = (document.activeElement as HTMLTextAreaElement).value;
    });
  });
  const copied = () => page.evaluate(() => (globalThis as any).copied as string);
  const menu = page.getByRole('menu', { name: 'Row' });
  await tab('Log').click();
  const line = page.locator('.log-line.opens').first();
  await line.click({ button: 'right', position: { x: 40, y: 8 } });
  await expect(menu.getByRole('menuitem')).toHaveText(['Copy row', 'Copy stack', /^Filter by “/]);
  expect(await violations(), 'menu').toEqual([]);
  await expect(menu.getByRole('menuitem', { name: 'Copy row' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect.poll(copied).toMatch(/ at /);
  await line.click({ button: 'right', position: { x: 40, y: 8 } });
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await tab('Transceivers').click();
  await grid().getByRole('row').nth(8).click({ button: 'right' });
  await menu.getByRole('menuitem', { name: /^Filter by “app-4f2c81\.js:214”/ }).click();
  await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue('app-4f2c81.js:214');
  await expect(tab('Transceivers 20 of 26')).toBeVisible();
});

test('a line of the log opens wherever it is clicked, but not by its link', async () => {
  // Few lines, so that the list need not scroll.
  await show('one');
  await tab('Log').click();
  const line = page.locator('.log-line.opens').first();
  await line.locator('.tag').click();
  await expect(page.locator('.log-more')).toHaveCount(1);
  // Elsewhere: a double click would select a word.
  await line.locator('time').click();
  await expect(page.locator('.log-more')).toHaveCount(0);
  await line.locator('.place').click();
  await expect(page.locator('.log-more')).toHaveCount(0);
  // Nothing matches a filter; without a filter there is nothing.
  await page.getByRole('searchbox', { name: 'Filter' }).fill('no such line');
  await expect(page.getByText('Nothing in the log matches the filter.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('');
  await page.getByRole('button', { name: 'Clear view' }).click();
  await expect(page.getByText('The log is empty.')).toBeVisible();
});

test('settings of lines: whose maps are read and what it costs; an editor has a link only with a folder', async () => {
  await show('twenty');
  await page.getByRole('button', { name: 'Settings' }).click();
  const bar = page.getByRole('region', { name: 'Settings' });
  // The fixtures have no page whose maps could be read.
  await expect(bar.getByRole('combobox', { name: /Read source maps/ })).toBeHidden();
  await expect(bar.getByRole('combobox', { name: /Open lines in/ })).toHaveValue('off');
  await expect(bar.getByRole('textbox')).toHaveCount(0);
  await bar.getByRole('combobox', { name: /Open lines in/ }).selectOption('another editor');
  await bar.getByRole('textbox', { name: 'Link', exact: true }).fill('javascript:alert("{path}")');
  await expect(bar.getByText(/The browser opens links of this scheme itself/)).toBeVisible();
  await bar.getByRole('textbox', { name: /^Folder/ }).fill('/home/me/app');
  await tab('Log').click();
  const links = page.getByRole('link', { name: 'Open in your editor' });
  await expect(links).toHaveCount(0);
  await bar.getByRole('combobox', { name: /Open lines in/ }).selectOption('VS Code');
  await expect(bar.getByText(/link ✎ beside it/)).toBeVisible();
  await expect(links.first()).toHaveAttribute(
    'href',
    /^vscode:\/\/file\/home\/me\/app\/assets\/app-4f2c81\.js:\d+:\d+$/,
  );
  expect(await violations(), 'settings').toEqual([]);
  await bar.getByRole('textbox', { name: /^Folder/ }).fill('');
  await expect(bar.getByText(/^Enter the folder/)).toBeVisible();
  await expect(links).toHaveCount(0);
  await bar.getByRole('combobox', { name: /Open lines in/ }).selectOption('off');
});

test('DevTools’ search bar filters, and clears the filter when it closes', async () => {
  await show('twenty');
  const search = (query: string | null) => page.evaluate((to) => (globalThis as any).panel.transport.search(to), query);
  await search('kind:video');
  await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue('kind:video');
  await search(null);
  await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue('');
});

test('the card: one click tries the patch, counts the shares, and keeps both halves and the fix', async () => {
  await show('thirteen');
  const card = page.getByRole('region', { name: 'Verdict' });
  await expect(card).toContainText('Growing: 7 screen shares made 7 transceivers, 7 idle, none removed.');
  await expect(card).toContainText(/Idle encoders:\s*≈ \d+ MB\s*\(estimate\)/);
  await expect(card).toContainText(/Next screen share: \+1 transceiver ✓.*, \+\d+ MB ✓.*, \+[\d.]+ kB SDP ✓/);
  await expect(card).toContainText(/Made at share\(\) app-4f2c81\.js:214:9/);
  await card.getByRole('button', { name: 'Try Reuse' }).click();
  expect(await asked()).toEqual(['patch reuse']);
  await expect(card.getByText('Share again: 0 of 3')).toBeVisible();
  await expect(card).toContainText('Before: 7 of 7 left idle.');
  await expect(card.getByRole('button', { name: 'Copy fix' })).toBeVisible();
  await page.getByRole('radio', { name: 'Off' }).check();
  await expect(card.getByRole('button', { name: 'Try Reuse' })).toBeVisible();
  await expect(card.getByRole('button', { name: 'How to fix' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear view' }).click();
  await expect(card).toContainText('Before: 7 of 7 left idle.');
  await expect(card.getByRole('button', { name: 'Copy fix' })).toBeVisible();
});

test('a healthy page has one quiet line, and nothing that calls', async () => {
  await show('healthy');
  const card = page.getByRole('region', { name: 'Verdict' });
  await expect(card).toHaveText(/^Stable: 4 video publishes made no new transceiver\./);
  expect((await card.boundingBox())!.height).toBeLessThan(30);
  await expect(card.locator('.primary')).toHaveCount(0);
  await expect(downscale()).toBeDisabled();
});

test('Downscale idle has one place and one width, whatever is idle, and is never louder than its neighbors', async () => {
  const places = [];
  for (const fixture of ['healthy', 'refusals', 'three-hundred']) {
    await show(fixture);
    const { x, width } = (await downscale().boundingBox())!;
    places.push({ x, width });
    const loudness = (element: Element) => {
      const { color, borderTopColor, backgroundColor, fontWeight } = getComputedStyle(element);
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const light = (name: string) => {
        canvas.fillStyle = name;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      return { text: -light(color), border: -light(borderTopColor), backgroundColor, weight: Number(fontWeight) };
    };
    const own = await downscale().evaluate(loudness);
    const next = await page.getByRole('button', { name: 'New run', exact: true }).evaluate(loudness);
    expect(own.border, fixture).toBeLessThan(next.border);
    expect(own.backgroundColor, fixture).toBe(next.backgroundColor);
    expect(own.weight, fixture).toBeLessThanOrEqual(next.weight);
  }
  for (const place of places) expect(place).toEqual(places[0]);
});

test('Copy says that it copied; no full stop stands alone where the panel is narrow', async () => {
  await show('several');
  const card = page.getByRole('region', { name: 'Verdict' });
  await card.getByRole('button', { name: 'How to fix' }).click();
  const recipe = card.locator('.recipe-code').first();
  await recipe.getByRole('button', { name: 'Copy' }).click();
  await expect(recipe.getByRole('button')).toHaveText(/^Copied/);
  await expect(recipe.getByRole('status')).toHaveText('Copied: Copy');
  for (const [name, said] of [
    ['Copy fix', 'Copied: Copy fix'],
    ['Copy report', 'Copied the verdict'],
  ] as const) {
    await card.getByRole('button', { name }).click();
    await expect(card.locator('button', { hasText: said })).toHaveText(`Copied${said}`);
  }
  await page.setViewportSize({ width: 400, height: 700 });
  for (const opened of ['How to fix', / other findings?$/]) {
    if (opened !== 'How to fix') await card.getByRole('button', { name: opened }).click();
    const alone = await card.locator('.fix').evaluate((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        if (!/^[.,;:)]/.test(node.data)) continue;
        const mark = document.createRange();
        mark.setStart(node, 0);
        mark.setEnd(node, 1);
        const block = node.parentElement!.closest('p, li, span, h2, h3, td')!;
        const [rect, around] = [mark.getBoundingClientRect(), block.getBoundingClientRect()];
        if (rect.width > 0 && rect.left - around.left < 2) found.push(block.textContent!);
      }
      return found;
    });
    expect(alone, String(opened)).toEqual([]);
  }
});

test('Why tells the sources of one connection apart; one run is “1 run”', async () => {
  await show('several');
  await page.getByRole('button', { name: 'Why' }).click();
  const heads = page.getByRole('region', { name: 'Counts behind the verdict' }).locator('tbody th');
  await expect(heads).toHaveText(['#2 screen share', '#2 microphone', '#2 camera']);
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await tab('Runs 1').click();
  await expect(page.getByRole('region', { name: 'Runs' }).locator('caption')).toHaveText('1 run');
});
