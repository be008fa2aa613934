import { expect } from '@playwright/test';
import { PATCH_INFO, type Patch } from '../../../protocol/patches';
import type { OpenPanel } from '../../../tooling/browser/devtools';

/** Chooses the patch in the panel, as a user does. */
export async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const { choice, title } = PATCH_INFO[patch];
  const name = choice ?? title;
  const radio = panel.getByRole('radiogroup', { name: 'Try a fix' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}
