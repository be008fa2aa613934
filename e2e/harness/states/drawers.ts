import { expect } from '../test';
import { button, click, guidedStep, opener, type PanelState, PLAN, region, summary, tab } from './surface';

export const DRAWERS: PanelState[] = [
  {
    name: 'why',
    query: 'fixture=twenty',
    act: click('Why'),
    closed: [{ what: region('Counts behind the verdict'), focused: opener('Why') }],
  },
  {
    name: 'how to fix',
    query: 'fixture=twenty',
    act: click('How to fix'),
    closed: [{ what: region('How to fix'), focused: opener('How to fix') }],
  },
  {
    name: 'other findings, one opened',
    query: 'fixture=several',
    async act(page) {
      await click(/other findings/)(page);
      await page.locator('#findings summary').first().click();
      await expect(page.getByText('What is missing').first()).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByText('What is missing').first(),
        focused: (page) => page.locator('#findings summary').first(),
      },
      { what: region('Other findings'), focused: opener(/other findings/) },
    ],
  },
  {
    name: 'where to look next',
    query: 'fixture=one',
    act: click('What else to check'),
    closed: [{ what: region('What else to check'), focused: opener('What else to check') }],
  },
  {
    name: 'settings',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Settings').click();
      await expect(button(page, 'Copy diagnostics')).toBeVisible();
    },
    closed: [{ what: region('Settings'), focused: opener('Settings') }],
  },
  {
    name: 'problems',
    query: 'fixture=bad',
    act: click(/extension errors?/),
    closed: [{ what: region('Extension errors'), focused: opener(/extension errors?/) }],
  },
  {
    name: 'patched, with its limits',
    query: 'fixture=twenty',
    async act(page) {
      await page.getByRole('radio', { name: 'Reuse' }).check();
      await page.getByText('Limits').click();
    },
    closed: [{ what: (page) => page.locator('.limits ul'), focused: summary('Limits') }],
  },
  {
    name: 'downscaled by hand',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, /^Downscale idle/).click();
      await expect(page.getByRole('region', { name: 'Result of the downscale' })).toBeFocused();
    },
    closed: [
      {
        what: region('Result of the downscale'),
        focused: (page) => page.getByRole('tab', { selected: true }),
      },
    ],
  },
  { name: 'trying a patch', query: 'fixture=thirteen', act: click('Try Reuse') },
  {
    name: 'menu of a row',
    query: 'fixture=twenty',
    async act(page) {
      await tab(page, 'Log');
      await page.locator('.log-line .tag').first().click({ button: 'right' });
      await expect(page.getByRole('menu', { name: 'Row' })).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByRole('menu', { name: 'Row' }),
        focused: (page) => page.getByRole('log'),
      },
    ],
  },
  { name: 'paused', query: 'fixture=twenty', act: click('Pause sampling') },
  {
    name: 'menu of runs',
    query: 'fixture=twenty&runs',
    async act(page) {
      await button(page, 'New run').first().click();
      await button(page, 'Runs').click();
      await expect(page.getByRole('textbox', { name: 'Name of the new run' })).toBeVisible();
    },
    closed: [
      {
        what: (page) => page.getByRole('textbox', { name: 'Name of the new run' }),
        focused: (page) => page.getByRole('button', { name: 'Runs', exact: true }),
      },
    ],
  },
  {
    name: 'guided: sharing',
    query: 'fixture=twenty',
    act: (page) => guidedStep(page, { step: 'sharing', plan: PLAN, half: 0, shared: 1, on: 0, restarted: true }),
  },
  {
    name: 'guided: the other build',
    query: 'fixture=twenty',
    act: (page) => guidedStep(page, { step: 'other-build', plan: { ...PLAN, mode: 'build' } }),
  },
  {
    name: 'guided: compared',
    query: 'fixture=twenty',
    async act(page) {
      await button(page, 'Compare…').first().focus();
      await guidedStep(page, { step: 'done', plan: PLAN });
    },
    closed: [{ what: region('Guided comparison'), focused: opener('Compare…') }],
  },
  {
    name: 'an error in a view',
    query: 'fixture=twenty',
    async act(page) {
      await page.evaluate(() => {
        // What else listens to it fails at once; the view when it is drawn.
        try {
          (globalThis as any).panel.store.readings.list.value = null;
        } catch {}
      });
      await expect(page.getByRole('alert')).toContainText('crashed');
    },
  },
];
