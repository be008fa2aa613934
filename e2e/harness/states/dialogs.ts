import { expect } from '../test';
import { button, dialog, openDialog, opener, type PanelState, region, tab } from './surface';

export const DIALOGS: PanelState[] = [
  {
    name: 'dialog: explanation',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Formula', /estimate/),
    closed: [dialog(/estimate/, 'Formula')],
  },
  {
    name: 'dialog: reading, with a mistake',
    query: 'fixture=twenty',
    async act(page) {
      await openDialog(page, 'Add reading…', /reading/);
      await page.keyboard.type('a lot');
    },
    closed: [dialog(/reading/, 'Add reading…')],
  },
  {
    name: 'dialog: export',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Export…', 'Export'),
    closed: [dialog('Export', 'Export…')],
  },
  {
    name: 'dialog: patch & compare',
    query: 'fixture=twenty',
    act: (page) => openDialog(page, 'Compare…', 'Compare two runs'),
    closed: [dialog('Compare two runs', 'Compare…')],
  },
  {
    name: 'dialog over a drawer and details',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Settings').click();
      await tab(page, 'Transceivers');
      await page.getByRole('grid').locator('tbody tr[aria-rowindex]').nth(4).click();
      await openDialog(page, 'Export…', 'Export');
    },
    // Of those that are no dialog, the newest first; what lost no focus gives none back.
    closed: [
      dialog('Export', 'Export…'),
      { what: region(/^Details/), focused: opener('Export…') },
      { what: region('Settings'), focused: opener('Export…') },
    ],
  },
  {
    name: 'dialog out of the menu of runs',
    query: 'fixture=twenty',
    async act(page) {
      await page.getByRole('button', { name: 'Runs', exact: true }).click();
      await page.locator('.menu').getByRole('button', { name: 'Compare…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByRole('dialog'),
        focused: (page) => page.getByRole('button', { name: 'Runs', exact: true }),
      },
    ],
  },
];
