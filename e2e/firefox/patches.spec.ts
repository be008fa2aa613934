import type { Firefox } from '../../tooling/firefox/launch';
import { closePanel } from '../../tooling/firefox/toolbox';
import { expect, openPatched, panelText, share, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

declare const WebExtensionPolicy: { getByID(id: string): any };
declare const ChromeUtils: { importESModule(url: string): any };

const ID = '@transceiver-inspector';

function setEnabled(firefox: Firefox, enabled: boolean): Promise<void> {
  return firefox.inBrowser(
    async (id, on) => {
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const addon = await AddonManager.getAddonByID(id);
      await (on ? addon.enable() : addon.disable());
    },
    ID,
    enabled,
  );
}

for (const [patch, transceivers] of [
  ['Reuse', 1],
  ['Stop', 2],
  ['Downscale', 3],
] as const) {
  test(`under ${patch} three shares are seen and leave ${transceivers} transceivers`, async ({ firefox, server }) => {
    await openPatched(firefox, server, patch);
    expect(await share(firefox, 'red', 'blue', 'lime')).toBe(transceivers);
    // The page itself sees the scale that it set.
    if (patch === 'Downscale') await panelText(firefox, /Patch log [4-9]/);
  });
}

test('a patch is there from the start after a reload, and ends with DevTools', async ({ firefox, server }) => {
  await openPatched(firefox, server, 'Reuse');
  await share(firefox, 'red');
  await firefox.reload();
  expect(await share(firefox, 'red', 'blue', 'lime')).toBe(1);
  await closePanel(firefox);
  await expect.poll(async () => share(firefox, 'red'), { intervals: [500] }).toBeGreaterThan(1);
});

test('the panel goes on after Firefox has stopped the event page, and so does the patch', async ({
  firefox,
  server,
}) => {
  await openPatched(firefox, server, 'Reuse');
  expect(await share(firefox, 'red', 'blue')).toBe(1);
  await firefox.inBrowser(async (id) => {
    const { extension } = WebExtensionPolicy.getByID(id);
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
  }, ID);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await share(firefox, 'red', 'blue', 'lime')).toBe(1);
  await panelText(firefox, /5 video publishes|1 transceiver, 1 idle/);
});

test('a patch does not outlive the extension', async ({ firefox, server }) => {
  await openPatched(firefox, server, 'Reuse');
  expect(await share(firefox, 'red', 'blue')).toBe(1);
  await setEnabled(firefox, false);
  try {
    expect(await share(firefox, 'red', 'blue')).toBeGreaterThan(1);
  } finally {
    await setEnabled(firefox, true);
  }
});
