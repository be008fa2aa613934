import type { Frame } from '@playwright/test';
import manifest from '../../manifest.json' with { type: 'json' };
import { openFixture, serveFixtures } from '../harness/fixture-page';
import { serveSharePage, share } from '../harness/share-page';
import { expect, test } from '../harness/test';

/** Presses the button, and gives what a paste would. A panel may not read the clipboard, so it is heard on the way. */
async function copied(panel: Pick<Frame, 'evaluate' | 'getByRole'>): Promise<string> {
  await panel.evaluate(() => {
    document.addEventListener('copy', () => {
      (globalThis as any).copied = (document.activeElement as HTMLTextAreaElement).value;
    });
  });
  const button = panel.getByRole('button', { name: 'Copy diagnostics' });
  await button.click();
  await expect(button.getByRole('status')).toHaveText('(copied)');
  return panel.evaluate(() => (globalThis as any).copied);
}

test('diagnostics of a page under a patch: versions and counts, and no word of the page', async ({
  page,
  server,
  openPanel,
}) => {
  serveSharePage(server);
  await page.goto(server.url('/?token=s3cret'));
  await share(page, ['red', 'lime']);
  const { panel } = await openPanel(page);
  await panel.getByRole('radio', { name: 'Reuse' }).check();
  await expect(panel.getByText('Reuse is on')).toBeVisible();
  await panel.evaluate(() => {
    setTimeout(() => {
      throw new Error('Could not read https://app.example/room?token=s3cret of "Bob’s camera"');
    });
  });
  await panel.getByRole('button', { name: /extension errors?/ }).click();
  await expect(panel.getByRole('region', { name: 'Extension errors' })).toContainText('app.example');
  // Full versions come a moment after the button.
  await expect(async () =>
    expect(await copied(panel)).toMatch(/^Browser: .*Chrom\w* \d+\.\d+\.\d+\.\d+.* on \w+/m),
  ).toPass();
  const text = await copied(panel);
  expect(text).toContain(`Transceiver Inspector ${manifest.version}, protocol `);
  expect(text).toContain('Patch: Reuse\n');
  expect(text).toContain('Documents: 1, 1 live\nConnections: 2, 2 open\nTransceivers: 4, 2 idle\nLog: ');
  expect(text).toContain('Own errors: 1\n- panel, panel: Uncaught Error: Could not read (address) of "…" (1×)');
  expect(text).not.toMatch(/s3cret|Bob|localhost|share\.js|:\/\//);
});

test('errors of the hook are among them, by the number of their document', async ({ page, server }) => {
  await serveFixtures(server);
  await openFixture(page, server, 'fixture=bad');
  await page.getByRole('button', { name: 'Settings' }).click();
  const text = await copied(page.mainFrame());
  expect(text).toContain('- hook of document 1 (top), replaceTrack: Cannot read properties of');
  expect(text).not.toContain('onerror');
  expect(text).not.toContain('app.example');
});
