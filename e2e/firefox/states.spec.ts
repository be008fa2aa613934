import type { Firefox } from '../../tooling/firefox/launch';
import { openPanel } from '../../tooling/firefox/toolbox';
import { serveSharePage } from '../harness/share-page';
import { expect, panelText, share, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

declare const WebExtensionPolicy: { getByID(id: string): any };
declare const ChromeUtils: { importESModule(url: string): any };
declare const Services: { prefs: { setBoolPref(name: string, value: boolean): void } };

const ID = '@transceiver-inspector';

/** What about:addons does where the user switches off "Access your data for all websites", or on. */
function setAccess(firefox: Firefox, how: 'add' | 'remove'): Promise<void> {
  return firefox.inBrowser(
    async (id, method) => {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionPermissions[method](id, { permissions: [], origins: ['<all_urls>'] }, extension);
    },
    ID,
    how,
  );
}

test('access that is withdrawn under an open panel is missed at the next load, and said', async ({
  firefox,
  server,
}) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  await panelText(firefox, /#1/);
  await setAccess(firefox, 'remove');
  try {
    // The scripts that are in the page stay there.
    expect(await share(firefox, 'red')).toBe(1);
    await panelText(firefox, /1 transceiver, 1 idle/);
    await firefox.reload();
    await panelText(firefox, /The extension has no access to localhost[\s\S]*about:addons/);
  } finally {
    await setAccess(firefox, 'add');
  }
  await firefox.reload();
  await panelText(firefox, /#1/);
});

test('where WebRTC is switched off, the panel says so instead of waiting for a connection', async ({
  firefox,
  server,
}) => {
  const switchWebRtc = (on: boolean) =>
    firefox.inBrowser((value) => Services.prefs.setBoolPref('media.peerconnection.enabled', value), on);
  server.html('/empty', '<!doctype html><title>Nothing</title>');
  await switchWebRtc(false);
  try {
    await firefox.goto(server.url('/empty'));
    expect(await firefox.inPage(() => typeof RTCPeerConnection)).toBe('undefined');
    await openPanel(firefox);
    await panelText(firefox, /This page has no RTCPeerConnection[\s\S]*media\.peerconnection\.enabled/);
  } finally {
    await switchWebRtc(true);
  }
  await firefox.reload();
  await panelText(firefox, /No peer connection yet/);
});
