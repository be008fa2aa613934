import type { Firefox } from '../../tooling/firefox/launch';
import { closePanel, openPanel } from '../../tooling/firefox/toolbox';
import type { TestServer } from '../../tooling/pages/server';
import { serveSharePage } from '../harness/share-page';
import { expect, panelText, share, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

declare const Services: {
  prefs: { setStringPref(name: string, value: string): void; clearUserPref(name: string): void };
};
declare const ChromeUtils: { importESModule(url: string): any };
declare const gBrowser: { selectedTab: object };

const ID = '@transceiver-inspector';
const CLOSED =
  /Firefox allows no extension on this page[\s\S]*Access local files on your computer[\s\S]*Run on sites with/;
const WAITS = /No peer connection yet/;
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64');

const set = (firefox: Firefox, name: string, value: string) =>
  firefox.inBrowser((n, v) => Services.prefs.setStringPref(n, v), name, value);
const clear = (firefox: Firefox, name: string) => firefox.inBrowser((n) => Services.prefs.clearUserPref(n), name);

function serve(server: TestServer): void {
  serveSharePage(server);
  const raw = (path: string, type: string, body: string | Buffer) =>
    server.route(path, (_request, response) => response.writeHead(200, { 'content-type': type }).end(body));
  raw('/doc.pdf', 'application/pdf', PDF);
  raw('/doc.json', 'application/json', '{}');
  raw('/doc.txt', 'text/plain', 'text');
  raw('/doc.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  raw('/doc.gif', 'image/gif', GIF);
}

const PLACES: [name: string, url: (server: TestServer) => string, says: RegExp][] = [
  ['about:blank', () => 'about:blank', WAITS],
  ['about:addons', () => 'about:addons', CLOSED],
  ['about:webrtc', () => 'about:webrtc', CLOSED],
  ['the source of a page', (server) => `view-source:${server.url('/')}`, CLOSED],
  ['a PDF', (server) => server.url('/doc.pdf'), CLOSED],
  ['JSON', (server) => server.url('/doc.json'), CLOSED],
  ['a text', (server) => server.url('/doc.txt'), WAITS],
  ['a drawing', (server) => server.url('/doc.svg'), WAITS],
  ['a picture', (server) => server.url('/doc.gif'), WAITS],
  ['a page that does not load', () => 'http://localhost:1/', CLOSED],
];

test('each place has its sentence, where the panel opens there and where it is open @full', async ({
  firefox,
  server,
}) => {
  test.setTimeout(300_000);
  serve(server);
  for (const [name, url, says] of PLACES) {
    await test.step(name, async () => {
      await firefox.goto(server.url('/'));
      await openPanel(firefox);
      await panelText(firefox, /#1/);
      // An error page is an error to Marionette.
      await firefox.goto(url(server)).catch(() => {});
      await panelText(firefox, says);
      await closePanel(firefox);
      await openPanel(firefox);
      await panelText(firefox, says);
      await closePanel(firefox);
    });
  }
});

for (const [kind, pref] of [
  ['Mozilla’s own', 'extensions.webextensions.restrictedDomains'],
  ['one that Mozilla restricts', 'extensions.quarantinedDomains.list'],
] as const) {
  test(`a site like ${kind} is said to be closed, and what may open it @full`, async ({ firefox, server }) => {
    serve(server);
    await set(firefox, pref, '127.0.0.1');
    try {
      await firefox.goto(server.url('/', '127.0.0.1'));
      await openPanel(firefox);
      await panelText(firefox, CLOSED);
    } finally {
      await clear(firefox, pref);
    }
  });
}

test('strict tracking protection and resisted fingerprinting change no count @full', async ({ firefox, server }) => {
  serve(server);
  const STRICT = 'browser.contentblocking.category';
  await set(firefox, STRICT, 'strict');
  await firefox.inBrowser(() => (Services.prefs as any).setBoolPref('privacy.resistFingerprinting', true));
  try {
    await firefox.goto(server.url('/'));
    await openPanel(firefox);
    expect(await share(firefox, 'red', 'blue')).toBe(2);
    await panelText(firefox, /2 transceivers, 2 idle/);
  } finally {
    await clear(firefox, 'privacy.resistFingerprinting');
    await set(firefox, STRICT, 'standard');
  }
});

test('of two windows each panel shows its own page @full', async ({ firefox, server }) => {
  serve(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  expect(await share(firefox, 'red', 'blue')).toBe(2);
  const other = await firefox.newWindow(server.url('/'));
  await firefox.inWindow(other, async () => {
    await openPanel(firefox);
    await panelText(firefox, /Nothing is published here/);
    await firefox.inPage(() => (window as any).share('lime', 'keep'));
    await panelText(firefox, /1 video publish, 1 sending/);
    await closePanel(firefox);
    await firefox.inPage(() => window.close());
  });
  await panelText(firefox, /2 transceivers, 2 idle/);
});

/** Names of the tools that DevTools have in the window in front, once extensions had time to add theirs. */
const toolsOf = (firefox: Firefox): Promise<string[]> =>
  firefox.inBrowser(async () => {
    const { require: load } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = load('devtools/client/framework/devtools');
    const options = { toolId: 'inspector', hostType: 'bottom' };
    const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, options);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    return toolbox.component.state.panelDefinitions.map(({ label }: { label: string }) => label);
  });

/** What about:addons does with "Run in Private Windows". */
const setPrivate = (firefox: Firefox, how: 'add' | 'remove'): Promise<void> =>
  firefox.inBrowser(
    async (id, method) => {
      const from = 'resource://gre/modules/';
      const { ExtensionPermissions } = ChromeUtils.importESModule(`${from}ExtensionPermissions.sys.mjs`);
      const { AddonManager } = ChromeUtils.importESModule(`${from}AddonManager.sys.mjs`);
      await ExtensionPermissions[method](id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
      await (await AddonManager.getAddonByID(id)).reload();
    },
    ID,
    how,
  );

test('a private window has no panel until the user allows it, and then it counts there @full', async ({
  firefox,
  server,
}) => {
  serve(server);
  const lookInPrivate = async (look: () => Promise<void>) => {
    const handle = await firefox.newWindow(server.url('/'), true);
    await firefox.inWindow(handle, async () => {
      await look();
      await closePanel(firefox);
      await firefox.inPage(() => window.close());
    });
  };
  await lookInPrivate(async () => expect(await toolsOf(firefox)).not.toContain('Transceivers'));
  await setPrivate(firefox, 'add');
  try {
    await lookInPrivate(async () => {
      await openPanel(firefox);
      expect(await share(firefox, 'red', 'blue')).toBe(2);
      await panelText(firefox, /2 transceivers, 2 idle/);
    });
  } finally {
    await setPrivate(firefox, 'remove');
  }
});
