import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../../protocol/messages';
import { DIST, extensionIdOf, unpackedId } from '../../../tooling/browser/browser';
import { attachRawPanel } from '../../../tooling/browser/raw-panel';
import { expect } from '../../harness/test';
import { PAGE, patchedNow, patchesOf, REUSE, test } from './patched-page';

declare const shares: any;

const PUBLISH = { type: 'patch', patch: 'downscale' } as const;

test('the extension reloaded, or turned off: the very next publish is unpatched', async ({ launch, server }) => {
  for (const way of ['reload', 'off'] as const) {
    const { context } = await launch();
    const page = await context.newPage();
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, REUSE);
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    expect(await patchedNow(page)).toBe(true);
    const id = extensionIdOf(context);
    const host = await context.newPage();
    await host.goto(way === 'off' ? 'chrome://extensions' : `chrome-extension://${id}/extension/popup.html`);
    // All in one turn of the page's own: an idle one is there before, and a publish follows at once.
    await page.evaluate(() => {
      (window as any).ready = (async () => {
        const { a, b } = shares.connect();
        const first = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
        await shares.negotiate(a, b);
        first.direction = 'inactive';
        a.removeTrack(first.sender);
        await shares.negotiate(a, b);
        (window as any).publish = () =>
          a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' }) === first;
      })();
      return (window as any).ready;
    });
    if (way === 'off') {
      await host.evaluate(async (extension) => {
        await (chrome as any).management.setEnabled(extension, false);
      }, id);
    } else {
      await Promise.all([
        host.waitForEvent('close'),
        host.evaluate(() => void setTimeout(() => chrome.runtime.reload(), 50)),
      ]);
    }
    expect(await page.evaluate(() => (window as any).publish()), way).toBe(false);
  }
});

/**
 * A build whose bridge dies without a word on a signal, as Firefox ends it with its extension: nothing of its
 * world runs any more, no listener, no timer, and its port says nothing.
 */
function mortalBridge(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mortal-'));
  cpSync(DIST, folder, { recursive: true });
  const file = join(folder, 'content/bridge.iife.js');
  const prelude = `(() => {
    let dead = false;
    const mortal = (f) => typeof f === 'function' ? (mortal.of.get(f) ?? mortal.of.set(f, (...a) => dead ? undefined : f(...a)).get(f)) : f;
    mortal.of = new WeakMap();
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, f, ...rest) { return add.call(this, type, mortal(f), ...rest); };
    const { setTimeout: timeout, MutationObserver: Observer } = globalThis;
    globalThis.setTimeout = (f, ...rest) => timeout(mortal(f), ...rest);
    globalThis.MutationObserver = class extends Observer { constructor(f) { super(mortal(f)); } };
    const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', { set(f) { onmessage.set.call(this, mortal(f)); } });
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...a) { if (!dead) post.apply(this, a); };
    add.call(document, 'test:bridge-dies', () => { dead = true; });
  })();`;
  writeFileSync(file, prelude + readFileSync(file, 'utf8'));
  return folder;
}

test('the bridge gone without a word: the patch ends before it acts, and everything is put back', async ({
  launch,
  server,
}) => {
  const folder = mortalBridge();
  try {
    const { context } = await launch({ extension: folder });
    const page = await context.newPage();
    const kill = () => page.evaluate(() => void document.dispatchEvent(new Event('test:bridge-dies')));
    await page.goto(server.url('/'));
    // Observed once an hour: only the question before the publish can end it.
    const raw = await attachRawPanel(
      page,
      [{ ...REUSE[0]!, intervalMs: 3_600_000 } as Command, REUSE[1]!],
      unpackedId(folder),
    );
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    expect(await patchedNow(page)).toBe(true);
    await kill();
    expect(await patchedNow(page)).toBe(false);
    await raw.close();

    for (const then of ['nothing', 'setParameters'] as const) {
      await page.goto(server.url('/'));
      const intervalMs = then === 'nothing' ? 500 : 3_600_000;
      const small = await attachRawPanel(
        page,
        [{ type: 'observe', intervalMs, paused: false }, PUBLISH],
        unpackedId(folder),
      );
      await expect.poll(() => patchesOf(small)).toEqual(['downscale']);
      await page.evaluate(() => (window as any).again());
      // The browser's own function, of a frame's empty document, which is never hooked.
      await page.evaluate(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const { getParameters } = (frame.contentWindow as any).RTCRtpSender.prototype;
        const [a] = (window as any).kept.slice(-2);
        const { sender } = a.getTransceivers()[0];
        Object.assign(window, { sender, scale: () => getParameters.call(sender).encodings[0].scaleResolutionDownBy });
      });
      const scale = () => page.evaluate(() => (window as any).scale() as number);
      await expect.poll(scale).toBe(64);
      await kill();
      if (then === 'setParameters') {
        expect(await scale()).toBe(64);
        await page.evaluate(async () => {
          const { sender } = window as any;
          const parameters = sender.getParameters();
          parameters.encodings[0].maxBitrate = 500_000;
          await sender.setParameters(parameters);
        });
      }
      await expect.poll(scale).toBe(1);
      await small.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The page's first script: watches for the question, and would answer it. */
const FORGER = `<!doctype html><script>
  const calls = (window.calls = []);
  for (const type of ['watched', 'message'])
    for (const target of [window, document]) target.addEventListener(type, (e) => (calls.push(type), e.preventDefault()), true);
  for (const [owner, name] of [
    [EventTarget.prototype, 'dispatchEvent'], [EventTarget.prototype, 'addEventListener'],
    [Event.prototype, 'preventDefault'], [MessagePort.prototype, 'postMessage'], [MessagePort.prototype, 'addEventListener'],
  ]) {
    const native = owner[name];
    owner[name] = function (...args) {
      if (this instanceof MessagePort || this?.type === 'watched' || args[0]?.type === 'watched') calls.push(name);
      return native.apply(this, args);
    };
  }
  const NativeEvent = Event;
  window.Event = function (...args) { calls.push('Event'); return new NativeEvent(...args); };
  for (const name of ['cancelable', 'bubbles', 'publish', 'release', 'end', 'on'])
    Object.defineProperty(Object.prototype, name, { configurable: true, get() { calls.push(name); return undefined; } });
</script>`;

test('a page can neither see the question nor answer it', async ({ launch, server }) => {
  const folder = mortalBridge();
  try {
    const { context } = await launch({ extension: folder });
    const page = await context.newPage();
    server.html('/forger', FORGER + PAGE);
    await page.goto(server.url('/forger'));
    const raw = await attachRawPanel(page, REUSE, unpackedId(folder));
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    await page.evaluate(() => (window as any).calls.splice(0));
    // Synchronously: the page's own code and what it calls may look at those members later on.
    const asked = await page.evaluate(() => {
      const pc = new RTCPeerConnection();
      const { track } = shares.share('red');
      (window as any).calls.splice(0);
      pc.addTrack(track);
      return (window as any).calls;
    });
    expect(asked).toEqual([]);
    expect(await patchedNow(page)).toBe(true);
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('test:bridge-dies')));
    expect(await patchedNow(page)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('events of the page’s own named as the browser’s end nothing', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  expect(await patchedNow(page)).toBe(true);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});
