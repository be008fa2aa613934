import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import type { PatchEntry } from '../../../protocol/log';
import type { Command } from '../../../protocol/messages';
import { DIST, extensionIdOf, unpackedId } from '../../../tooling/browser/browser';
import { attachRawPanel, type RawPanel } from '../../../tooling/browser/raw-panel';
import { SHARES } from '../../harness/shares';
import { expect, test } from '../../harness/test';

declare const shares: any;

const REUSE: Command[] = [
  { type: 'observe', intervalMs: 500, paused: false },
  { type: 'patch', patch: 'reuse' },
];

/** A page that publishes, unpublishes and publishes again with its first script. */
const PAGE = `${SHARES}<script>
window.kept ??= [];
window.tracks ??= [];
shares.share = ((share) => (...args) => {
  const made = share(...args);
  tracks.push(made.track);
  return made;
})(shares.share);
window.again = async () => {
  const { a, b } = shares.connect();
  kept.push(a, b);
  const first = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
  await shares.negotiate(a, b);
  first.direction = 'inactive';
  a.removeTrack(first.sender);
  await shares.negotiate(a, b);
  return a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' }) === first;
};
window.atStart = window.again();
</script>`;

const patchesOf = async (raw: RawPanel) => (await raw.documents()).filter((d) => d.open).map((d) => d.last?.patch);
const patchedAtStart = (page: Page) => page.evaluate(() => (window as any).atStart as Promise<boolean>);
const patchedNow = (page: Page | Frame) => page.evaluate(() => (window as any).again() as Promise<boolean>);

test.beforeEach(({ server }) => {
  server.html('/', PAGE);
  server.html('/other', PAGE);
});

test('a patch survives reload and navigation while a panel looks, from the first script on', async ({
  page,
  server,
}) => {
  await page.goto(server.url('/'));
  expect(await patchedAtStart(page)).toBe(false);
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  await page.reload();
  expect(await patchedAtStart(page)).toBe(true);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  await page.goto(server.url('/other'));
  expect(await patchedAtStart(page)).toBe(true);
  await page.goBack();
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
  // Another origin has no key: it is patched once the panel reaches it.
  await page.goto(server.url('/', '127.0.0.1'));
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
});

test('a patch ends when the panel closes, at once and for the next load', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(await patchedNow(page)).toBe(true);
  await raw.close();
  await expect.poll(() => patchedNow(page)).toBe(false);
  await page.reload();
  expect(await patchedAtStart(page)).toBe(false);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

test('a panel that closes between two documents leaves no patch behind', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  let answer = () => {};
  server.route('/slow', (_request, response) => {
    answer = () => void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  const loaded = page.goto(server.url('/slow'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await raw.close();
  answer();
  await loaded;
  await expect.poll(() => patchedNow(page), { timeout: 8000 }).toBe(false);
});

test('neither a window.open() child nor a copied sessionStorage inherits a patch', async ({ page, server }) => {
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  const keys = await page.evaluate(() => Object.keys(sessionStorage));
  expect(keys).toEqual([]);
  const [child] = await Promise.all([
    page.context().waitForEvent('page'),
    page.evaluate(() => void window.open('/other')),
  ]);
  await child.waitForLoadState();
  expect(await patchedAtStart(child)).toBe(false);
  expect(await patchedNow(child)).toBe(false);
});

test('a key that a page forges is not confirmed and ends', async ({ page, server }) => {
  await page.goto(server.url('/'));
  await page.evaluate(() => {
    addEventListener('pagehide', () =>
      sessionStorage.setItem('transceiver-inspector:patch', JSON.stringify({ patch: 'reuse', leftAt: Date.now() })),
    );
  });
  await page.reload();
  await expect.poll(() => patchedNow(page), { timeout: 8000 }).toBe(false);
});

test('a sandboxed frame without storage is patched once the panel reaches it', async ({ page, server }) => {
  server.html('/frame', '<iframe id=f sandbox="allow-scripts" src="/other"></iframe>');
  await page.goto(server.url('/frame'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => patchesOf(raw)).toEqual(expect.arrayContaining(['reuse']));
  const frame = page.frames()[1]!;
  await expect.poll(() => frame.evaluate(() => (window as any).again())).toBe(true);
  await page.reload();
  const again = page.frames()[1]!;
  await again.waitForLoadState();
  await expect.poll(() => again.evaluate(() => (window as any).again())).toBe(true);
});

test('while patched, one console warning per document', async ({ page, server }) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().includes('Transceiver Inspector')) warnings.push(message.text());
  });
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page, REUSE);
  await expect.poll(() => warnings.length).toBe(1);
  await raw.send({ type: 'patch', patch: 'none' });
  await raw.send({ type: 'patch', patch: 'reuse' });
  await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
  expect(warnings.length).toBe(1);
  await page.reload();
  await expect.poll(() => warnings.length).toBe(2);
});

const PUBLISH = { type: 'patch', patch: 'downscale' } as const;

/** What empties a document and erases all listeners of it and of its window, without a new document. */
const ERASERS: Record<string, (page: Page) => Promise<void>> = {
  'document.open()': (page) =>
    page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>written</title>');
      document.close();
    }),
  'document.write() after the load': (page) =>
    page.evaluate(() => {
      document.write('<!doctype html><title>written</title>');
      document.close();
    }),
};

/** Leaves and comes back by the bfcache, which takes no page with an open connection or a live track. */
async function throughBfcache(page: Page, away: string, meanwhile = async () => {}): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => {
      for (const pc of (window as any).kept) pc.close();
      for (const track of (window as any).tracks) track.stop();
      (window as any).mark = true;
    });
  }
  await page.goto(away);
  await meanwhile();
  await page.goBack({ waitUntil: 'commit' });
  expect(await page.evaluate(() => (window as any).mark === true), 'it came from the bfcache').toBe(true);
}

for (const [name, erase] of Object.entries(ERASERS)) {
  test(`${name}: the patch goes on while a panel looks, over a reload and a trip through the bfcache too`, async ({
    page,
    server,
  }) => {
    server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, REUSE);
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    await erase(page);
    expect(await patchedNow(page)).toBe(true);
    await throughBfcache(page, server.url('/quiet'));
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    expect(await patchedNow(page)).toBe(true);
    await page.reload();
    expect(await patchedAtStart(page)).toBe(true);
    await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  test(`${name}: a panel that closes while the page is in the bfcache leaves it unpatched`, async ({
    page,
    server,
  }) => {
    server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, REUSE);
    await expect.poll(() => patchesOf(raw)).toEqual(['reuse']);
    await erase(page);
    // Publishes as soon as it is back, before any message can arrive.
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        if (!persisted) return;
        const { track } = shares.share('blue');
        (window as any).pc = new RTCPeerConnection();
        (window as any).pc.addTransceiver(track, { direction: 'sendonly' });
      });
    });
    await throughBfcache(page, server.url('/quiet'), () => raw.close());
    expect(await patchedNow(page)).toBe(false);
    const later = await attachRawPanel(page);
    const { log, last } = await later.document('/');
    expect(last.patch).toBe('none');
    const switches = log.filter((each): each is PatchEntry => each.type === 'patch' && each.outcome === 'switched');
    expect(switches.map(({ reason }) => reason)).toEqual(['switched-on', 'panel-gone']);
  });
}

test('a frame that its parent writes into: patched while a panel looks, unpatched after', async ({ page, server }) => {
  server.html('/quiet', '<!doctype html><title>no WebRTC</title>');
  server.html('/parent', '<!doctype html><script>kept = []; tracks = []</script><iframe src="/other"></iframe>');
  await page.goto(server.url('/parent'));
  const raw = await attachRawPanel(page, REUSE);
  const inner = () => page.frames()[1]!;
  const write = () =>
    page.evaluate((html) => {
      const { contentDocument } = document.querySelector('iframe')!;
      contentDocument!.open();
      contentDocument!.write(html);
      contentDocument!.close();
    }, PAGE);
  await expect.poll(() => patchedNow(inner())).toBe(true);
  await write();
  expect(await inner().evaluate(() => (window as any).atStart as Promise<boolean>)).toBe(true);
  await page.reload();
  expect(await inner().evaluate(() => (window as any).atStart as Promise<boolean>)).toBe(true);
  await write();
  await throughBfcache(page, server.url('/quiet'), () => raw.close());
  // Through the parent: Playwright no longer lists the frames of a page that comes out of the bfcache.
  expect(await page.evaluate(() => (document.querySelector('iframe')!.contentWindow as any).again())).toBe(false);
});

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
