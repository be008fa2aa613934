import { expect, type Frame } from '@playwright/test';

/** How many problems of its own the panel counts; its button is there only with one. */
export async function problemsOf(panel: Frame): Promise<number> {
  const button = panel.getByRole('button', { name: 'extension errors' });
  if ((await button.count()) === 0) return 0;
  return Number.parseInt((await button.getAttribute('aria-label')) ?? '1', 10);
}

/** The list of those problems, as the panel shows it. */
export async function problemText(panel: Frame): Promise<string | null> {
  await panel.getByRole('button', { name: 'extension errors' }).click();
  return panel.getByRole('region', { name: 'Extension errors' }).locator('ul').textContent();
}

interface Open {
  /** The n-th connection that the page made, as the panel numbers them. */
  made: number;
  transceivers: number;
}

/** What the panel lists of those connections. */
async function listed(panel: Frame, open: Open[]): Promise<Open[]> {
  const grid = panel.getByRole('grid', { name: 'Transceivers' });
  const found: Open[] = [];
  for (const { made } of open) {
    await panel.getByRole('option', { name: new RegExp(`^#${made}\\b`) }).click();
    const rows = (await grid.count()) ? Number(await grid.getAttribute('aria-rowcount')) - 1 : 0;
    found.push({ made, transceivers: rows });
  }
  return found;
}

/**
 * Once the page is quiet, the panel must show what is true: every connection's number, and every
 * transceiver of those that are open.
 * @param made connections made in all
 * @returns what differs, or null
 */
export async function compareWithPage(panel: Frame, made: number, open: Open[]): Promise<string | null> {
  await panel.getByRole('tab', { name: /^Transceivers/ }).click();
  try {
    await expect(panel.getByRole('option').filter({ hasText: new RegExp(`^#${made}\\b`) })).toHaveCount(1);
    await expect.poll(() => listed(panel, open), { timeout: 20_000 }).toEqual(open);
    return null;
  } catch (error) {
    return `the panel does not show what is true: ${(error as Error).message.replaceAll('\n', ' ').slice(0, 600)}`;
  }
}
