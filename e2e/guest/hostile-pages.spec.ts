import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIVE } from '../../content/handover';
import { culpritOf } from '../../core/callsite/stack';
import { parseFromDocument } from '../../protocol/validate';
import { DIST, unpackedId } from '../../tooling/browser/browser';
import { attachRawPanel } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import { expect, test } from '../harness/twin';

/** A first script that publishes, unpublishes and tells when it is done; PEERS goes before it. */
const PUBLISH = `
  window.done = (async () => {
    const { a, negotiate } = peers.connect();
    const made = a.addTransceiver(peers.canvasTrack(), { direction: 'sendonly' });
    await negotiate();
    made.direction = 'inactive';
    a.removeTrack(made.sender);
    await negotiate();
    return a.getTransceivers().length;
  })();`;

/** Runs in a page that makes a frame, or a popup, and is in its empty document before anyone: what it sees from there. */
function trap({ url, names, popup }: { url: string; names: string[]; popup: boolean }): void {
  const seen: string[] = [];
  (window as any).seen = seen;
  const frame = document.createElement('iframe');
  frame.src = url;
  if (!popup) document.body.append(frame);
  const inner: any = popup ? window.open(url) : frame.contentWindow;
  for (const name of names) inner.addEventListener(name, () => void seen.push(name), true);
  const native = inner.MessagePort.prototype.postMessage;
  inner.MessagePort.prototype.postMessage = function (...args: unknown[]) {
    seen.push('postMessage');
    return native.apply(this, args);
  };
  // The trap works: what is done in the empty document is seen.
  inner.dispatchEvent(new inner.Event('before'));
}

const NOTHING = 'of another origin sees nothing';
// Chrome keeps window and built-ins of the empty document for a document of the same origin.
const HANDOVER = 'of the same origin sees the handover (known exception)';

for (const [who, where, host, found] of [
  ['a parent that is in its frame', NOTHING, '127.0.0.1', ['before']],
  ['a parent that is in its frame', HANDOVER, 'localhost', ['before', GIVE, 'postMessage']],
  ['an opener that is in its popup', NOTHING, '127.0.0.1', ['before']],
  ['an opener that is in its popup', HANDOVER, 'localhost', ['before', GIVE, 'postMessage']],
] as const) {
  test(`${who} before the document, ${where}`, async ({ page, server }) => {
    server.html('/frame', `<!doctype html><script>${PEERS}${PUBLISH}</script>`);
    server.html('/', '<!doctype html><title>top</title>');
    await page.goto(server.url('/'));
    const popup = who.startsWith('an opener');
    const framed = popup ? null : await attachRawPanel(page);
    const opened = popup ? page.waitForEvent('popup') : null;
    await page.evaluate(trap, { url: server.url('/frame', host), names: ['before', GIVE], popup });
    const frame = (await opened)?.mainFrame() ?? page.frames().at(-1)!;
    await frame.waitForURL('**/frame');
    const raw = framed ?? (await attachRawPanel(frame.page()));
    expect(await frame.evaluate('done')).toBe(1);
    const reported = async () => {
      const { transceivers, last } = await raw.document('/frame');
      return [transceivers.length, last.errors, last.patch];
    };
    await expect.poll(reported).toEqual([2, [], 'none']);
    expect([...new Set((await page.evaluate('seen')) as string[])]).toEqual(found);
  });
}

const policies: Record<string, string> = {
  'Trusted Types': "require-trusted-types-for 'script'; trusted-types 'none'",
  'a strict policy': "default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; base-uri 'none'",
  'a sandboxed document': 'sandbox allow-scripts',
};

for (const [name, policy] of Object.entries(policies)) {
  test(`a page under ${name} is seen and patched, and violates nothing`, async ({ page, server }) => {
    const head =
      "window.violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective));";
    server.html('/', `<!doctype html><link rel=icon href=data:,><script nonce=n>${head}${PEERS}${PUBLISH}</script>`, {
      'content-security-policy': policy,
    });
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page);
    expect(await page.evaluate('done')).toBe(1);
    await raw.send({ type: 'patch', patch: 'reuse' });
    await expect.poll(async () => (await raw.document('/')).last.patch).toBe('reuse');
    const { transceivers, last } = await raw.document('/');
    expect([transceivers.length, last.errors]).toEqual([2, []]);
    const violations = (await page.evaluate('violations')) as string[];
    // The icon is the page's own.
    expect(violations.filter((each) => each !== 'img-src')).toEqual([]);
  });
}

test('polluted prototypes: names that descriptors, messages and options have', async ({ twin }) => {
  const told = await twin.same(
    async () => {
      const touched: Record<string, number> = Object.create(null);
      const touch = (what: string) => {
        touched[what] = (touched[what] ?? 0) + 1;
      };
      const names = [
        ...['ports', 'data', 'lastEventId', 'type', 'id', 'kind', 'patch', 'ref', 'track', 'source', 'at', 'stack'],
        ...['connection', 'transceiver', 'phase', 'apply', 'construct', 'live', 'native', 'reason', 'outcome', 'n'],
      ];
      for (const name of names) {
        for (const proto of [Object.prototype, Function.prototype, Array.prototype]) {
          if (name in proto) continue;
          Object.defineProperty(proto, name, {
            get: () => touch(`get ${name}`),
            set: () => touch(`set ${name}`),
            configurable: true,
          });
        }
      }
      const pc = new RTCPeerConnection();
      const { apply } = Reflect;
      const made = apply(pc.addTransceiver, pc, ['audio']);
      await pc.setLocalDescription();
      made.stop();
      pc.close();
      await new Promise((resolve) => setTimeout(resolve, 60));
      for (const name of names)
        for (const proto of [Object.prototype, Function.prototype, Array.prototype]) delete (proto as any)[name];
      return touched;
    },
    ({ last, transceivers }) => {
      expect(last.errors).toEqual([]);
      expect(transceivers).toHaveLength(1);
    },
  );
  expect(told).toEqual({});
});

test('names and lists as long as a page can make them stay within what a panel takes', async ({ twin }) => {
  const { outcome, document } = await twin.run(async () => {
    const { a, b } = peers.connect();
    const long = 'x'.repeat(5_000);
    const streams = Array.from({ length: 200 }, () => new MediaStream());
    const made = a.addTransceiver('video', { direction: 'sendonly', streams });
    const codecs = RTCRtpSender.getCapabilities('video')!.codecs;
    const many = Array.from({ length: 40 }, () => codecs).flat();
    const preferences = await attempt(() => made.setCodecPreferences(many));
    a.createDataChannel(long);
    const { sdp } = await a.createOffer();
    const forged = (mid: string) =>
      sdp!
        .replace(/a=mid:0/, `a=mid:${mid}`)
        .replace(/(a=group:BUNDLE )0/, `$1${mid}`)
        .replace(/a=msid:\S+ \S+/g, `a=msid:${long} ${long}`);
    const remote = await attempt(() => b.setRemoteDescription({ type: 'offer', sdp: forged('m'.repeat(16)) }));
    return {
      preferences: preferences ?? null,
      remote: remote ?? null,
      mid: b.getTransceivers()[0]?.mid?.length ?? null,
    };
  });
  expect(outcome.threw).toBe(null);
  const { last, connections, transceivers, log } = await document();
  // Chrome refuses a mid of more than 16 characters.
  expect(outcome.value).toEqual({ preferences: null, remote: null, mid: 16 });
  expect(transceivers).toHaveLength(2);
  const parsed = parseFromDocument({ ...last, connections, transceivers, log, stacks: [] });
  expect(parsed.ok ? null : parsed.error).toBe(null);
});

test('two copies of the extension: both see the page as it is', async ({ launch, server }) => {
  const folder = mkdtempSync(join(tmpdir(), 'second-copy-'));
  cpSync(DIST, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, name: 'Second copy' }));
  const both = [DIST, folder].join();
  const { context } = await launch({
    extension: null,
    args: [`--disable-extensions-except=${both}`, `--load-extension=${both}`],
  });
  try {
    const page = await context.newPage();
    server.html('/', `<!doctype html><script>${PEERS}${PUBLISH}</script>`);
    server.html('/top', '<!doctype html><iframe src="/"></iframe>');
    for (let i = 0; i < 3; i++) {
      await page.goto(server.url('/top'));
      const frame = page.frames().at(-1)!;
      const raws = [];
      for (const copy of [DIST, folder]) raws.push(await attachRawPanel(page, undefined, unpackedId(copy)));
      expect(await frame.evaluate('done')).toBe(1);
      for (const raw of raws) {
        await expect.poll(async () => (await raw.document('/')).log.length).toBeGreaterThan(0);
        const { connections, transceivers, log, last, stacks } = await raw.document('/');
        expect([connections.length, transceivers.length, last.errors]).toEqual([2, 2, []]);
        const calls = log.flatMap((each) => (each.type === 'call' && each.connection === 1 ? [each] : []));
        expect(calls.map((each) => each.name).slice(0, 2)).toEqual(['addTransceiver', 'setLocalDescription']);
        expect(calls.filter((each) => each.name === 'addTransceiver')).toHaveLength(1);
        // Not the other copy's, though that stands around the page's call.
        expect(culpritOf(stacks[calls[0]!.stack!]).app!.url).toBe(server.url('/'));
        await raw.close();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
