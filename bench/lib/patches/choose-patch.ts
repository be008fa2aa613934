import { expect } from '@playwright/test';
import { PATCH_INFO, type Patch } from '../../../protocol/patches';
import type { OpenPanel } from '../../../tooling/browser/devtools';
import type { Firefox } from '../../../tooling/firefox/launch';
import { clickInPanel, panelText } from '../../../tooling/firefox/panel';

const nameOf = (patch: Patch) => PATCH_INFO[patch].choice ?? PATCH_INFO[patch].title;

/** Chooses the patch in the panel, as a user does. */
export async function choosePatch({ panel }: OpenPanel, patch: Patch): Promise<void> {
  const name = nameOf(patch);
  const radio = panel.getByRole('radiogroup', { name: 'Try a fix' }).getByRole('radio', { name, exact: true });
  await radio.click();
  await expect(radio).toBeChecked();
}

/** The same in Firefox, where no patch is on yet. */
export async function choosePatchInFirefox(firefox: Firefox, patch: Patch): Promise<void> {
  if (patch === 'none') return;
  await clickInPanel(firefox, nameOf(patch));
  await panelText(firefox, /is on in this tab/);
}
