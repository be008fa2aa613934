/** Others that stand around WebRTC: an extension, started before ours and after it, and a page's adapter.js. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { culpritOf } from '../../core/callsite/stack';
import { DIST, unpackedId } from '../../tooling/browser/browser';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';
import { TRUTH } from '../harness/truth';

type Style = 'class' | 'function';

/** Wraps as such extensions do: methods by assignment, the constructor in one of two ways. Runs before the page. */
function wrapEverything(style: Style): void {
  // The wraps of ours print without a name.
  const other = { calls: [] as string[], first: String(RTCPeerConnection).includes('RTCPeerConnection') };
  (window as any).other = other;
  const wrap = (proto: any, name: string) => {
    const before = proto[name];
    proto[name] = function (...args: unknown[]) {
      other.calls.push(name);
      return before.apply(this, args);
    };
  };
  for (const name of ['addTransceiver', 'removeTrack', 'setLocalDescription']) wrap(RTCPeerConnection.prototype, name);
  wrap(RTCRtpSender.prototype, 'replaceTrack');
  const Native = RTCPeerConnection;
  if (style === 'class') {
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        other.calls.push('new');
      }
    };
    return;
  }
  function Replaced(configuration?: RTCConfiguration) {
    other.calls.push('new');
    return new Native(configuration);
  }
  Replaced.prototype = Native.prototype;
  window.RTCPeerConnection = Replaced as never;
}

/** Chrome starts extensions' scripts in the order of their ids, which follow from their folders. */
function otherExtension(first: boolean, style: Style): string {
  let folder = '';
  do folder = mkdtempSync(join(tmpdir(), 'other-extension-'));
  while (unpackedId(folder) < unpackedId(DIST) !== first);
  const script = {
    matches: ['<all_urls>'],
    js: ['wrap.js'],
    run_at: 'document_start',
    all_frames: true,
    world: 'MAIN',
  };
  const manifest = { manifest_version: 3, name: 'Another one', version: '1', content_scripts: [script] };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'wrap.js'), `(${wrapEverything})(${JSON.stringify(style)});`);
  return folder;
}

/** Publishes twice under reuse, at /, and expects our log to tell it as the page's, once each. */
async function expectSeenAndReused(page: Page, extensionId: string): Promise<void> {
  const raw = await attachRawPanel(page, undefined, extensionId);
  await raw.send({ type: 'patch', patch: 'reuse' });
  await expect.poll(async () => (await raw.document('/')).last.patch).toBe('reuse');
  expect(await page.evaluate(() => (window as any).again())).toBe(true);
  await expect(async () => {
    const { connections, log, stacks, last } = await raw.document('/');
    expect(last.errors).toEqual([]);
    expect(connections).toHaveLength(3);
    const calls = log.flatMap((each) => (each.type === 'call' && each.connection === 2 ? [each] : []));
    expect(calls.map(({ name }) => name)).toEqual([
      ...['addTransceiver', 'setLocalDescription', 'setRemoteDescription', 'direction =', 'removeTrack'],
      ...['setLocalDescription', 'setRemoteDescription', 'addTransceiver', 'close'],
    ]);
    for (const { stack } of calls) expect(culpritOf(stacks[stack!]).app!.url).toBe(page.url());
    expect(log.filter((each) => each.type === 'patch' && each.outcome === 'reused')).toHaveLength(1);
  }).toPass({ timeout: 10_000 });
  await raw.close();
  await expect.poll(() => page.evaluate(() => (window as any).again())).toBe(false);
}

for (const style of ['class', 'function'] as const) {
  for (const first of [true, false]) {
    const when = first ? 'before ours' : 'after ours';
    test(`another extension that puts a ${style} in place of RTCPeerConnection, ${when}`, async ({
      launch,
      server,
    }) => {
      const folder = otherExtension(first, style);
      try {
        const both = [DIST, folder].join();
        const args = [`--disable-extensions-except=${both}`, `--load-extension=${both}`];
        const { context } = await launch({ extension: null, args });
        server.html('/', TRUTH);
        const page = await context.newPage();
        await page.goto(server.url('/'));
        expect(await page.evaluate(() => (window as any).other.first)).toBe(first);
        await expectSeenAndReused(page, unpackedId(DIST));
        // Neither lost its wraps to the other.
        const theirs: string[] = await page.evaluate(() => (window as any).other.calls);
        for (const name of ['new', 'addTransceiver', 'removeTrack', 'setLocalDescription', 'replaceTrack']) {
          // What reuse hands back is native for whoever is below us.
          if (name !== 'replaceTrack' || first) expect(theirs).toContain(name);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
}

test('adapter.js in the page', async ({ page, server, launched }) => {
  const adapter = readFileSync(join(ROOT, 'node_modules', 'webrtc-adapter', 'out', 'adapter.js'));
  server.route(
    '/adapter.js',
    (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end(adapter),
  );
  server.html('/', `<!doctype html><script src="/adapter.js"></script>${TRUTH}`);
  await page.goto(server.url('/'));
  expect(await page.evaluate(() => typeof (window as any).adapter.browserShim)).toBe('object');
  await expectSeenAndReused(page, launched.extensionId!);
});
