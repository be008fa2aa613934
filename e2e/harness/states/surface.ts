import type { Locator, Page } from '@playwright/test';
import { expect } from '../test';

/** The panel as a test sees it: a page of its own, or a frame of DevTools with DevTools' keyboard. */
export type Surface = Pick<Page, 'getByRole' | 'getByText' | 'locator' | 'evaluate' | 'keyboard'>;

/** What Escape closes, and what has the focus then. */
export interface Closed {
  what(page: Surface): Locator;
  focused(page: Surface): Locator;
}

/** A state in which a user may find the panel. */
export interface PanelState {
  name: string;
  /** Query of the fixtures page. */
  query: string;
  /** What a user does to get there. */
  act?(page: Surface): Promise<void>;
  /** What Escape closes, topmost first; where that is nothing, Escape is DevTools' own. */
  closed?: readonly Closed[];
}

export const button = (page: Surface, name: string | RegExp) => page.getByRole('button', { name });
export const tab = (page: Surface, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
export const click = (name: string | RegExp) => (page: Surface) => button(page, name).first().click();

export const region = (name: string | RegExp) => (page: Surface) => page.getByRole('region', { name });
export const opener = (name: string | RegExp) => (page: Surface) => button(page, name).first();
export const summary = (text: string) => (page: Surface) => page.locator('summary', { hasText: text });

/** A dialog that Escape closes, by its title and its button. */
export const dialog = (title: string | RegExp, by: string | RegExp): Closed => ({
  what: (page) => page.getByRole('dialog', { name: title }),
  focused: opener(by),
});

export async function openDialog(page: Surface, opener: string | RegExp, title: string | RegExp): Promise<void> {
  await button(page, opener).first().click();
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

export async function addReading(page: Surface, typed: string): Promise<void> {
  await openDialog(page, 'Add reading…', /reading/);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

export async function showTable(page: Surface, title: string): Promise<void> {
  await button(page, `Show ${title} as a table`).click();
  await expect(page.getByRole('region', { name: `Table: ${title}` })).toBeVisible();
}

/** Steps of the guided comparison as the store has them; a page that shares is another test's matter. */
export async function guidedStep(page: Surface, state: object): Promise<void> {
  await page.evaluate((step) => {
    (globalThis as any).panel.store.guided.state.value = step;
  }, state);
  await expect(page.getByRole('region', { name: 'Guided comparison' })).toBeVisible();
}

export const PLAN = { mode: 'patch', patches: ['none', 'reuse'], shares: 3 };
