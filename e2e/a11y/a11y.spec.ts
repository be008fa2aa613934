import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { extensionIdOf } from '../../tooling/browser/browser';
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { STATES, VIEWER } from '../harness/panel-states';
import { unreachable } from '../harness/reach';
import { expect, test } from '../harness/test';

const WIDE = { width: 1200, height: 800 };
const NARROW = { width: 400, height: 700 };
/** What is left of a window of 1200 x 800, and of one of 640 x 512, at 200 %. */
const ZOOMED = [
  { width: 600, height: 400 },
  { width: 320, height: 256 },
];

const softly = expect.configure({ soft: true });

/** What axe finds, in words: rule, and the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as any).axe.run();
    return violations.map(
      ({ id, nodes }: any) =>
        `${id}: ${nodes
          .map((n: any) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`)
          .slice(0, 4)
          .join(' | ')}`,
    );
  });
  return found;
}

/** A state is the same one wide and narrow, light and dark; the long tier looks at all four. */
const LOOKS = [
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: NARROW, colorScheme: 'dark' },
  ...(process.env.FULL
    ? ([
        { viewport: WIDE, colorScheme: 'dark' },
        { viewport: NARROW, colorScheme: 'light' },
      ] as const)
    : []),
] as const;

async function expectClean(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect.soft(await violations(page), `${viewport.width} px, ${colorScheme}`).toEqual([]);
  }
  for (const viewport of ZOOMED) {
    await page.setViewportSize(viewport);
    // A chart takes its new size a frame or two after the window.
    const at = `${viewport.width} x ${viewport.height} px`;
    await softly.poll(() => unreachable(page), { message: at, timeout: 4_000 }).toEqual([]);
  }
}

for (const { name, query, act } of STATES) {
  test(`axe finds nothing, and all can be reached: ${name}`, async ({ page, server }) => {
    await serveFixtures(server);
    await page.setViewportSize(WIDE);
    await openFixture(page, server, query);
    await act?.(page);
    await expectClean(page);
  });
}

test('axe finds nothing: the viewer from disk, and the icon’s popup', async ({ page, context }) => {
  await page.goto(VIEWER);
  await page.getByText('Instructions for the customer').click();
  await expectClean(page);
  await page.goto(`chrome-extension://${extensionIdOf(context)}/extension/popup.html`);
  await expectClean(page);
});
