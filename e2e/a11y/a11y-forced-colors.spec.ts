import type { Locator, Page } from '@playwright/test';
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { expect, test } from '../harness/test';

/** Contrast ratio of two colors (WCAG 2.2, 1.4.3), 1 to 21. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (color: readonly number[]) => {
    const [r, g, blue] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * blue!;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const numbers = (color: string) =>
  color
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map(Number);

/** What is told by a background: whether its colors are kept at all, and its words can be read on it. */
async function expectTold(what: Locator): Promise<void> {
  const style = await what.evaluate((element) => {
    const { forcedColorAdjust, color, backgroundColor } = getComputedStyle(element) as CSSStyleDeclaration & {
      forcedColorAdjust: string;
    };
    return { forcedColorAdjust, color, backgroundColor, page: getComputedStyle(document.body).backgroundColor };
  });
  const name = String(what);
  expect(style.forcedColorAdjust, name).toBe('none');
  expect(contrast(numbers(style.color), numbers(style.backgroundColor)), name).toBeGreaterThanOrEqual(4.5);
  expect(style.backgroundColor, name).not.toBe(style.page);
}

/** The strongest contrast to the page's background within a strip of a chart, from 0 to 1 of its width. */
async function drawn(canvas: Locator, from: number, to: number): Promise<number> {
  const { pixels, page } = await canvas.evaluate(
    (element: HTMLCanvasElement, [left, right]) => {
      const { width, height } = element;
      const { data } = element
        .getContext('2d')!
        .getImageData(width * left!, 0, Math.max(1, width * (right! - left!)), height);
      const colors = new Set<string>();
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3]! > 200) colors.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      }
      return { pixels: [...colors], page: getComputedStyle(document.body).backgroundColor };
    },
    [from, to],
  );
  return Math.max(1, ...pixels.map((pixel) => contrast(numbers(pixel), numbers(page))));
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`forced colors, ${colorScheme}: nothing that is told by color vanishes`, async ({ page, server }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await serveFixtures(server);
    await page.setViewportSize({ width: 1200, height: 800 });
    await openFixture(page, server, 'fixture=bad');
    await page.getByRole('button', { name: 'Compare…' }).first().click();
    await expectTold(page.getByRole('button', { name: 'Start' }));
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Reuse' }).check();
    await expectTold(page.locator('.bar.patched'));
    await expectTold(page.locator('.segmented input:checked + span').first());
    await expectTold(page.getByRole('listbox', { name: 'Connections' }).getByRole('option', { selected: true }));
    await expectTold(tab(page, 'Overview'));

    // Labels of the axis at the left edge; curves, grid and marks in the middle.
    for (const canvas of await page.locator('canvas').all()) {
      await expect.poll(() => drawn(canvas, 0, 0.15)).toBeGreaterThanOrEqual(4.5);
      expect(await drawn(canvas, 0.4, 0.6)).toBeGreaterThanOrEqual(3);
    }

    await page.getByRole('button', { name: /extension errors/ }).click();
    await expectTold(page.getByRole('button', { name: /extension errors/ }));
    await tab(page, 'Transceivers').click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await expectTold(page.locator('tr[aria-selected=true] td').first());
  });
}
