import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inPanel, openPanel, panelPicture } from '../../tooling/firefox/toolbox';
import { ROOT } from '../../tooling/node/root.mjs';
import { serveSharePage } from '../harness/share-page';
import { clickInPanel, expect, panelText, share, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

/** Firefox's own, in functions that run in its window. */
declare const gBrowser: {
  browsers: { currentURI: { spec: string } }[];
  selectedTab: object;
  removeTab(tab: object): void;
};

test('opened late, the panel says what the page did and whose line it was', async ({ firefox, server }) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  expect(await share(firefox, 'red', 'blue', 'lime')).toBe(3);
  await openPanel(firefox);
  const text = await panelText(firefox, /3 video publishes/);
  expect(text).toMatch(/share\.js:5/);
  expect(text).toMatch(/3 transceivers, 3 idle/);
  const picture = Buffer.from(await panelPicture(firefox), 'base64');
  await test.info().attach('panel', { body: picture, contentType: 'image/png' });
  // An error of the tool's own has a badge.
  expect(text).not.toMatch(/problem/i);
  // Hidden words in rows out of view give the panel itself nothing to scroll.
  await clickInPanel(firefox, 'Transceivers 6');
  await panelText(firefox, /Direction \/ current/);
  const holders = await inPanel(firefox, () => {
    const hidden = [...document.querySelectorAll<HTMLElement>('[role=tabpanel] .visually-hidden')];
    return [...new Set(hidden.map(({ offsetParent }) => offsetParent?.className))];
  });
  expect(holders).toEqual(['table-scroller']);
  // Firefox opens no line in its debugger for a panel, and has no list of scripts for it.
  await clickInPanel(firefox, 'window.share() share.js:5');
  await panelText(firefox, /Copy line\s+View source\s+Filter by “share\.js:5”/);
  await clickInPanel(firefox, 'View source');
  const tabs = () =>
    firefox.inBrowser(() =>
      gBrowser.browsers.map(({ currentURI }) => currentURI.spec).filter((url) => /^view-s/.test(url)),
    );
  await expect.poll(tabs).toEqual([`view-source:${server.url('/share.js')}#line5`]);
  await firefox.inBrowser(() => gBrowser.removeTab(gBrowser.selectedTab));
});

test('the panel counts as the page does while it looks on', async ({ firefox, server }) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  await openPanel(firefox);
  await panelText(firefox, /#1/);
  await share(firefox, 'red', 'blue');
  await panelText(firefox, /#1 publisher\s+connected\s+2 transceivers, 2 idle/);
  await clickInPanel(firefox, 'Charts');
  // Firefox offers the second one with port 0, to be bundled only: that is no rejected m-line.
  // Not shown where the panel is low.
  const all = () => inPanel(firefox, () => document.body.textContent ?? '');
  await expect.poll(all).toMatch(/Rejected m-lines: 0\b/);
});

test('a page of the browser’s own is named as one; a file, and a picture, as what they are', async ({
  firefox,
  server,
}) => {
  await firefox.goto('about:config');
  await openPanel(firefox);
  await panelText(firefox, /Firefox allows no extension on this page/);
  await firefox.goto(pathToFileURL(ROOT).href);
  await panelText(firefox, /The extension has no access to files[\s\S]*Access local files on your computer/);
  server.route('/picture.png', (_request, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(readFileSync(join(ROOT, 'extension/icons/16.png'))),
  );
  await firefox.goto(server.url('/picture.png'));
  // Complete from its start in Firefox: no reload would help.
  await panelText(firefox, /No peer connection yet/);
});

test('a page that was there before the extension is to be reloaded, and its own hook stays alone', async ({
  firefox,
  server,
}) => {
  serveSharePage(server);
  await firefox.goto(server.url('/'));
  const depth = () =>
    firefox.inPage(() => {
      try {
        RTCPeerConnection.prototype.addTransceiver.call({} as never, 'video');
      } catch (error) {
        return (error as Error).stack!.split('\n').filter((line) => /anonymous code|moz-extension/.test(line)).length;
      }
      return -1;
    });
  const before = await depth();
  expect(before).toBeGreaterThan(0);
  await firefox.install();
  // The content scripts come a moment after.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await depth()).toBe(before);
  await openPanel(firefox);
  await panelText(firefox, /Reload the page to attach/);
  await firefox.reload();
  await panelText(firefox, /#1/);
  expect(await inPanel(firefox, () => document.documentElement.lang)).toBe('en');
});
