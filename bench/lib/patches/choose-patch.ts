import { expect } from '@playwright/test';
import { PATCH_INFO, type Patch } from '../../../protocol/patches';
import type { OpenPanel } from '../../../tooling/browser/devtools';

/** Chooses the patch in the panel, as a user does. */
export async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const name = PATCH_INFO[patch].title;
  const radio = panel.getByRole('radiogroup', { name: 'Patch page' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}
