import type { Page } from '@playwright/test';
import { ASK, GIVE } from '../../content/handover';
import { listenToMessages } from '../../tooling/browser/announcements';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import type { TestServer } from '../../tooling/pages/server';
import { expect, test } from '../harness/test';

const LOADS = 30;
/** A Proxy prints as native code without a name, and without the hook Chrome prints the name. */
const HOOKED = 'function () { [native code] }';
const NATIVE = 'function RTCPeerConnection() { [native code] }';

/** A frame's very first script: uses WebRTC and tells its parent or opener what it found. */
const FIRST = `
  window.pc = new RTCPeerConnection();
  pc.addTransceiver('audio');
  (window.opener ?? parent).postMessage({ print: RTCPeerConnection.toString() }, '*');
`;
const FRAME = `<!doctype html><script>${FIRST}</script>`;
const TOP =
  '<!doctype html><title>top</title><script>prints = []; onmessage = (e) => prints.push(e.data.print);</script>';

/** Runs in the top document: makes one frame. `urls` are a document at the same and at another site. */
type MakeFrame = (frame: HTMLIFrameElement, urls: { same: string; cross: string }, html: string) => void;

const kinds: Record<string, MakeFrame> = {
  'same-origin iframe': (frame, { same }) => {
    frame.src = same;
    document.body.append(frame);
  },
  'srcdoc iframe': (frame, _, html) => {
    frame.srcdoc = html;
    document.body.append(frame);
  },
  'blob: iframe': (frame, _, html) => {
    frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    document.body.append(frame);
  },
  'data: iframe': (frame, _, html) => {
    frame.src = `data:text/html,${encodeURIComponent(html)}`;
    document.body.append(frame);
  },
  'sandboxed iframe': (frame, { same }) => {
    frame.sandbox.add('allow-scripts');
    frame.src = same;
    document.body.append(frame);
  },
  'sandboxed srcdoc iframe': (frame, _, html) => {
    frame.sandbox.add('allow-scripts');
    frame.srcdoc = html;
    document.body.append(frame);
  },
  'cross-origin iframe': (frame, { cross }) => {
    frame.src = cross;
    document.body.append(frame);
  },
  'written about:blank iframe': (frame, _, html) => {
    document.body.append(frame);
    frame.contentDocument!.write(html);
    frame.contentDocument!.close();
  },
};

async function openTop(page: Page, server: TestServer): Promise<{ same: string; cross: string }> {
  server.html('/', TOP);
  server.html('/frame', FRAME);
  await page.goto(server.url('/'));
  return { same: server.url('/frame'), cross: server.url('/frame', '127.0.0.1') };
}

const prints = (page: Page) => page.evaluate(() => (window as any).prints as string[]);

test('before the first script of every frame kind', async ({ page, server }) => {
  const urls = await openTop(page, server);
  const raw = await attachRawPanel(page);
  // Not only wrapped: a document's ledger has the call and its stack, and a panel gets them.
  const reported = async () => {
    const transceivers = (await raw.documents()).flatMap((each) => each.transceivers);
    return transceivers.filter((each) => each.madeBy === 'addTransceiver' && each.madeStack !== null).length;
  };
  let loads = 0;
  for (const [kind, make] of Object.entries(kinds)) {
    await page.evaluate(
      `for (let i = 0; i < ${LOADS}; i++)
        (${make})(document.createElement('iframe'), ${JSON.stringify(urls)}, ${JSON.stringify(FRAME)})`,
    );
    loads += LOADS;
    await expect.poll(async () => (await prints(page)).length, kind).toBe(loads);
    expect.soft(new Set((await prints(page)).slice(-LOADS)), kind).toEqual(new Set([HOOKED]));
    await expect.poll(reported, `${kind}: reported to the panel`).toBe(loads);
    await page.evaluate("for (const frame of document.querySelectorAll('iframe')) frame.remove()");
  }
});

test('before the first script: top document', async ({ page, server }) => {
  const strict = { 'content-security-policy': "default-src 'none'; script-src 'nonce-n'" };
  server.html('/', FRAME.replace('<script>', '<script nonce="n">onmessage = (e) => print = e.data.print;'), strict);
  const listener = await listenToMessages(page.context());
  for (let i = 0; i < LOADS; i++) {
    await page.goto(server.url('/'));
    await expect.poll(() => page.evaluate('window.print')).toBe(HOOKED);
  }
  expect(await listener.heard().then((all) => all.filter((each) => each.url === server.url('/')))).toHaveLength(LOADS);
});

test("before the first script: window.open('')", async ({ page, server }) => {
  await openTop(page, server);
  const listener = await listenToMessages(page.context());
  await page.bringToFront();
  await page.evaluate(
    ({ count, html }) => {
      for (let i = 0; i < count; i++) {
        const child = window.open('')!;
        child.document.write(html);
        child.document.close();
      }
    },
    { count: LOADS, html: FRAME },
  );
  await expect.poll(() => prints(page).then((all) => all.length)).toBe(LOADS);
  expect(new Set(await prints(page))).toEqual(new Set([HOOKED]));
  await expect.poll(() => listener.heard().then((all) => all.length)).toBe(LOADS);
});

test('known exception: the initial empty document of an iframe that is used in the same turn', async ({
  page,
  server,
}) => {
  const urls = await openTop(page, server);
  const found = await page.evaluate(
    async ({ same, count }) => {
      const empty: string[] = [];
      const loaded: string[] = [];
      for (let i = 0; i < count; i++) {
        const frame = document.createElement('iframe');
        frame.src = same;
        document.body.append(frame);
        empty.push((frame.contentWindow as any).RTCPeerConnection.toString());
        await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
        loaded.push((frame.contentWindow as any).RTCPeerConnection.toString());
      }
      return { empty, loaded };
    },
    { same: urls.same, count: LOADS },
  );
  expect(found.empty).toEqual(Array(LOADS).fill(NATIVE));
  expect(found.loaded).toEqual(Array(LOADS).fill(HOOKED));
});

/** The page's first script: listens for and patches whatever could show it the handover, and forges it. */
const SPY = `
  const seen = (window.seen = []);
  for (const name of ['message', ${JSON.stringify(GIVE)}, ${JSON.stringify(ASK)}])
    for (const capture of [true, false])
      addEventListener(name, (e) => e.isOurs || seen.push(name + ', ports: ' + (e.ports?.length ?? 0)), capture);
  for (const [owner, name] of [
    [EventTarget.prototype, 'dispatchEvent'], [EventTarget.prototype, 'addEventListener'],
    [EventTarget.prototype, 'removeEventListener'], [MessagePort.prototype, 'postMessage'],
    [MessagePort.prototype, 'start'], [Event.prototype, 'preventDefault'],
  ]) {
    const native = owner[name];
    owner[name] = function (...args) {
      if (!window.forging) seen.push(name);
      return native.apply(this, args);
    };
  }
  for (const name of ['MessageChannel', 'MessageEvent']) {
    const Native = window[name];
    window[name] = function (...args) {
      if (!window.forging) seen.push(name);
      return new Native(...args);
    };
  }
  window.got = [];
  window.forge = () => {
    window.forging = true;
    const ask = new Event(${JSON.stringify(ASK)});
    ask.isOurs = true;
    dispatchEvent(ask);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (e) => got.push(e.data);
    const give = new MessageEvent(${JSON.stringify(GIVE)}, { ports: [port2], lastEventId: 'reuse', cancelable: true });
    give.isOurs = true;
    got.push('taken: ' + !dispatchEvent(give));
    // What the hook would say, and what the bridge would.
    for (const target of [port1, window]) {
      target.postMessage({ type: 'created' });
      target.postMessage({ type: 'global', transceiver: 1, name: 'forged' });
      target.postMessage({ type: 'patch', patch: 'reuse' });
      target.postMessage({ type: 'observe', intervalMs: 10, paused: false });
    }
    window.forging = false;
  };
  forge();
  window.pc = new RTCPeerConnection();
  pc.addTransceiver('audio');
  forge();
`;

test('a page that listens for the handover, or forges it, sees nothing and reaches nothing', async ({
  page,
  server,
}) => {
  const html = `<!doctype html><script>${SPY}</script>`;
  server.html('/frame', html);
  server.html('/', `${html}<iframe src="/frame"></iframe><iframe srcdoc="${html.replaceAll('"', '&quot;')}"></iframe>`);
  const listener = await listenToMessages(page.context());
  await page.goto(server.url('/'));
  const raw = await attachRawPanel(page);
  const open = async () => (await raw.documents()).filter((each) => each.open && each.transceivers.length === 1);
  await expect.poll(async () => (await open()).length).toBe(3);
  for (const frame of page.frames()) await frame.evaluate('forge()');
  // A later call of the page reaches the panel: whatever was forged before would have, too.
  for (const frame of page.frames()) await frame.evaluate("void pc.addTransceiver('video')");
  const later = async () => (await raw.documents()).filter((each) => each.transceivers.length === 2);
  await expect.poll(async () => (await later()).length).toBe(3);

  for (const frame of page.frames()) {
    // The window messages are the page's own, four per forgery and phase of dispatch.
    const seen = await frame.evaluate(() => (window as any).seen as string[]);
    expect(seen.filter((each) => each !== 'message, ports: 0')).toEqual([]);
    expect(seen).toHaveLength(3 * 4 * 2);
    expect(await frame.evaluate('got')).toEqual(Array(3).fill('taken: false'));
  }
  for (const document of await later()) {
    expect(document.last.patch).toBe('none');
    expect(document.answers).toEqual([]);
    expect(document.last.errors).toEqual([]);
  }
  expect(await listener.heard()).toHaveLength(3 + 3);
});
