import type { Page } from '@playwright/test';
import { tainted } from '../../core/files/redact/fixtures/taint';
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { expect, test } from '../harness/test';

/** Begins with letters that are written from right to left, turns text around, and ends isolates that it did not begin. */
const EVIL = 'אבג\u2069\u202edcba\u2067 12';
const STACK = [`    at ${EVIL} (https://meet.example/${EVIL.replace(' ', '-')}.js:214:9)`].join('\n');

function evilFile(): string {
  const recording = tainted((path) => {
    if (path === 'documents.stacks') return STACK;
    return path === 'documents.info.url' ? `https://meet.example/${EVIL}` : EVIL;
  });
  return JSON.stringify(recording);
}

/** Drops a file as a user's mouse would. */
const drop = (page: Page, name: string, content: string) =>
  page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], fileName));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [name, content] as const,
  );

/** Where our own text does not stand from left to right, or a control of direction is left that is not an isolate's. */
const misplaced = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const turning = /[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]/;
    const unbalanced = (text: string) => /[\u2068\u2069]/.test(text.replace(/\u2068[^\u2068\u2069]*\u2069/g, ''));
    const bad = (text: string) => turning.test(text) || unbalanced(text);
    for (const element of document.querySelectorAll('.app *')) {
      for (const { name, value } of element.attributes) {
        if (name !== 'value' && bad(value)) found.push(`${element.tagName} ${name}: ${value}`);
      }
    }
    /** Of one block the positions of our own characters, and of each isolated part as a whole, in order of the text. */
    const boxes = (block: Element) => {
      const list: { at: DOMRect; text: string }[] = [];
      const walk = (node: Node): void => {
        if (node instanceof Text) {
          // A character of ours, or all of what our text isolates.
          for (const { index, 0: text } of node.data.matchAll(/\u2068[^\u2069]*\u2069|\S/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + text.length);
            const at = range.getBoundingClientRect();
            if (at.width > 0 && at.height < 24) list.push({ at, text });
          }
        } else if (node instanceof Element && node.tagName === 'BDI') {
          const rects = node.getClientRects();
          if (rects.length === 1) list.push({ at: rects[0]!, text: node.textContent! });
        } else if (node instanceof Element && getComputedStyle(node).display.startsWith('inline')) {
          node.childNodes.forEach(walk);
        }
      };
      block.childNodes.forEach(walk);
      return list;
    };
    for (const element of document.querySelectorAll('.app *')) {
      if (element.closest('bdi, select, textarea, svg, .visually-hidden')) continue;
      const own = [...element.childNodes].filter((node): node is Text => node instanceof Text);
      if (own.some(({ data }) => bad(data))) found.push(`text: ${element.textContent}`);
      if (getComputedStyle(element).display.startsWith('inline') || getComputedStyle(element).display.includes('flex'))
        continue;
      const list = boxes(element);
      list.forEach(({ at, text }, i) => {
        const before = list[i - 1];
        if (!before || Math.abs(before.at.top - at.top) > 4) return;
        if (at.left < before.at.right - 1)
          found.push(`“${text}” is left of “${before.text}” in: ${element.textContent}`);
      });
    }
    return found;
  });

test('names that turn text around: our own words, dates and figures keep their places', async ({ page, server }) => {
  await serveFixtures(server);
  await page.setViewportSize({ width: 1400, height: 1000 });
  await openFixture(page, server, 'fixture=empty');
  await drop(page, `${EVIL}.json`, evilFile());
  const bar = page.getByRole('region', { name: 'File that is shown' });
  await expect(bar).toContainText('אבג⟨U+2069⟩⟨U+202E⟩dcba');
  await bar.getByText('About this file').click();
  expect(await misplaced(page)).toEqual([]);
  expect(await bar.locator('bdi').count()).toBeGreaterThan(3);

  await page.getByRole('button', { name: 'Why' }).click();
  await expect(page.getByRole('region', { name: 'Counts behind the verdict' }).locator('bdi').first()).toBeVisible();
  expect(await misplaced(page)).toEqual([]);
  await page.getByRole('button', { name: 'Why' }).click();
  await page.getByRole('button', { name: /extension errors?/ }).click();
  expect(await misplaced(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close the list of problems' }).click();

  await page.getByRole('tab', { name: /^Transceivers/ }).click();
  const rows = page.getByRole('grid', { name: 'Transceivers' }).locator('tbody tr[aria-rowindex]');
  // One that a call of the page made.
  await rows.nth(5).click();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('.detail details')) details.open = true;
  });
  await expect(page.locator('.detail .stack bdi').first()).toBeVisible();
  expect(await misplaced(page)).toEqual([]);

  await page.getByRole('tab', { name: /^Log/ }).click();
  await page.locator('.log-entry .twisty:not(.none)').last().click();
  await expect(page.locator('.log-entry .stack bdi').first()).toBeVisible();
  expect(await misplaced(page)).toEqual([]);
  await page.getByRole('tab', { name: /^Patch log/ }).click();
  expect(await misplaced(page)).toEqual([]);

  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.getByRole('button', { name: 'FAIL' }).click();
  await expect(page.locator('.check-details bdi').first()).toBeVisible();
  expect(await misplaced(page)).toEqual([]);
});

test('a copied verdict is redacted, unless the settings say otherwise', async ({ page, server }) => {
  await serveFixtures(server);
  await openFixture(page, server, 'fixture=twenty');
  await page.evaluate(() => {
    document.addEventListener('copy', () => {
      (globalThis as any).copied = (document.activeElement as HTMLTextAreaElement).value;
    });
  });
  const copied = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Copy report', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy report', exact: true })).toBeVisible();
    return page.evaluate(() => (globalThis as any).copied);
  };
  await page.getByRole('button', { name: 'Why' }).click();
  const without = await copied();
  expect(without).toContain('Growing: 20 screen shares');
  expect(without).toContain('- Page: `https://app.example`\n');
  expect(without).toMatch(/- Made at `fn-1\(\) script-1:214:9` \(`https:\/\/app\.example\/script-1`\)/);
  await page.getByRole('button', { name: 'Settings' }).click();
  const box = page.getByRole('checkbox', { name: 'Copy the page’s own names and URLs' });
  await expect(box).not.toBeChecked();
  await box.check();
  const own = await copied();
  expect(own).toContain('- Page: `https://app.example/room/42`\n');
  expect(own).toContain('- Made at `share() app-4f2c81.js:214:9` (`https://app.example/assets/app-4f2c81.js`)');
});
