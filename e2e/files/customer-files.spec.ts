import { bytesOf, type Run, SUPPORT_FILES } from '../../core/files/fixtures/support/truth';
import { VIEWER } from '../harness/panel-states';
import { expect, test } from '../harness/test';

test('the viewer says of each customer’s file what is true and what the file lacks, or why it is refused', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const { context } = await launch();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(VIEWER);
  const bar = page.getByRole('region', { name: 'File that is shown' });
  const verdict = page.getByRole('region', { name: 'Verdict' });
  const list = page.getByRole('main', { name: 'Files' });

  async function shows({ says, lacks = [] }: Run): Promise<void> {
    await expect(verdict).toContainText(says);
    const lacking = page.getByRole('list', { name: 'What this file lacks' });
    if (lacks.length === 0) await expect(lacking).toHaveCount(0);
    for (const lack of lacks) await expect(lacking).toContainText(lack);
    await expect(page.locator('body')).not.toContainText(/1970(?!\.json)/);
    await expect(page.locator('body')).not.toContainText('type in readings');
  }

  for (const file of SUPPORT_FILES) {
    const { name, truth } = file;
    await test.step(name, async () => {
      const buffer = Buffer.from(bytesOf(file));
      await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: '', buffer });
      if (typeof truth === 'string') return expect(page.getByRole('alert')).toContainText(truth);
      if (truth.length === 1) {
        await expect(bar).toContainText(name);
        return shows(truth[0]!);
      }
      const rows = list.getByRole('rowheader').getByRole('button');
      await expect(rows).toHaveCount(truth.length);
      for (const [i, run] of truth.entries()) {
        await rows.nth(i).click();
        await expect(bar).toContainText(name);
        await shows(run);
        await page.getByRole('button', { name: 'Back to the files' }).click();
      }
      await page.getByRole('button', { name: 'Close the list' }).click();
    });
  }
  expect(errors).toEqual([]);
});
