import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { expect } from '../test';
import { button, dialog, openDialog, opener, type PanelState, type Surface, summary } from './surface';

export const DUMP = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');

async function openDump(page: Surface): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(DUMP);
  await expect(page.getByRole('region', { name: 'File that is shown' })).toBeVisible();
}

export const FILES: PanelState[] = [
  {
    name: 'a file',
    query: 'fixture=empty',
    async act(page) {
      await openDump(page);
      await page.getByText('About this file').click();
      await page.getByText('Instructions for the customer').click();
    },
    closed: [
      { what: (page) => page.locator('.ask pre'), focused: summary('Instructions for the customer') },
      { what: (page) => page.locator('.limits > ul'), focused: summary('About this file') },
    ],
  },
  {
    name: 'dialog: reproduce',
    query: 'fixture=empty',
    async act(page) {
      await openDump(page);
      await openDialog(page, 'Reproduce…', 'Reproduce');
    },
    closed: [dialog('Reproduce', 'Reproduce…')],
  },
  {
    name: 'a file that does not open',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, /^Open file/).focus();
      const file = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await expect(page.getByRole('alert')).toContainText('was not opened');
    },
    closed: [{ what: (page) => page.getByRole('alert'), focused: opener(/^Open file/) }],
  },
];
