import { expect } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import type { OpenPanel } from '../../tooling/browser/devtools';

/** Chooses the patch in the panel, as a user does. */
export async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const name = { none: 'None', reuse: 'Reuse', stop: 'Stop', downscale: 'Downscale' }[patch];
  const radio = panel.getByRole('radiogroup', { name: 'Patch page' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}
