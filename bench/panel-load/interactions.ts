import { expect, type Frame } from '@playwright/test';

/** What a user does in the list of transceivers, each a few times. */
async function useTable(panel: Frame, then: () => Promise<void>): Promise<void> {
  const grid = panel.getByRole('grid', { name: 'Transceivers' });
  for (const column of ['Kind', '≈ MB', 'kbit/s', 'Direction / current', 'Idle for', 'Conn.']) {
    const head = grid.getByRole('columnheader', { name: column });
    if ((await head.count()) === 0) continue;
    await head.getByRole('button').click();
    await then();
  }
  const filter = panel.getByRole('searchbox');
  for (const text of ['v', 'i', 'd', 'e', 'o']) {
    await filter.press(text);
    await then();
  }
  for (let i = 0; i < 5; i++) {
    await filter.press('Backspace');
    await then();
  }
  for (const row of [2, 5, 9, 4, 7]) {
    await grid.locator(`tr[aria-rowindex="${row}"]`).click();
    await then();
  }
  await grid.focus();
  for (const key of ['ArrowDown', 'PageDown', 'End', 'Home', 'Escape']) {
    await grid.press(key);
    await then();
  }
}

/**
 * From the input to the frame that shows it, as Event Timing tells; what took less than 16 ms counts as 16.
 * @returns ms of each interaction
 */
async function timed(panel: Frame, use: (then: () => Promise<void>) => Promise<void>): Promise<number[]> {
  await panel.evaluate(() => {
    const seen: { id: number; ms: number }[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        if (entry.interactionId) seen.push({ id: entry.interactionId, ms: entry.duration });
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
    Object.assign(window, { seen });
  });
  let inputs = 0;
  await use(async () => {
    inputs++;
    // Two frames on: the one that shows it, and one by which its timing is known.
    await panel.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  });
  // Entries are handed out in a task of their own.
  await panel.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  const seen = await panel.evaluate(() => (window as unknown as { seen: { id: number; ms: number }[] }).seen);
  const slow = new Map<number, number>();
  for (const { id, ms } of seen) slow.set(id, Math.max(ms, slow.get(id) ?? 0));
  return Array.from({ length: Math.max(inputs, slow.size) }, (_, i) => [...slow.values()][i] ?? 16);
}

/** Sorting, filtering and selecting rows. */
export async function interactions(panel: Frame): Promise<number[]> {
  await panel.getByRole('tab', { name: /^Transceivers/ }).click();
  await expect(panel.getByRole('grid', { name: 'Transceivers' })).toBeVisible();
  return timed(panel, (then) => useTable(panel, then));
}

/** Choosing what the charts show, as long as `during` lasts. */
export async function choicesDuring(panel: Frame, during: Promise<unknown>): Promise<number[]> {
  let over = false;
  const end = during.finally(() => {
    over = true;
  });
  const found = await timed(panel, async (then) => {
    while (!over) {
      for (const name of ['Video', 'Audio', 'All kinds']) {
        await panel.getByRole('radiogroup', { name: 'Kind' }).getByRole('radio', { name, exact: true }).click();
        await then();
      }
      await panel.page().waitForTimeout(1_000);
    }
  });
  await end;
  return found;
}
