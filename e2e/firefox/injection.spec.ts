import type { TestServer } from '../../tooling/pages/server';
import { expect, test, WITHOUT_FIREFOX } from './test';

test.skip(...WITHOUT_FIREFOX);

/** Says to the top page whether the hook was there before this, the document's first script. */
const probe = (name: string) =>
  `<script>(window.opener ?? top).postMessage({ name: ${JSON.stringify(name)}, hooked: !/RTCPeerConnection/.test(Function.prototype.toString.call(RTCPeerConnection)) }, '*')</script>`;
const quoted = (html: string) => JSON.stringify(html).replaceAll('</', '<\\/');
const attribute = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** When a window without a document of its own is looked at. */
const TIMES = ['at once', 'a microtask later', 'a task later', '300 ms later'];
const BLANK = ['no src', 'about:blank', 'popup about:blank'];

const KINDS = [
  'top',
  'same origin',
  'another site',
  'sandboxed',
  'CSP sandbox',
  'strict CSP',
  'srcdoc',
  'srcdoc, sandboxed',
  'data:',
  'blob:',
  'blob:, sandboxed',
  'javascript:',
  'document.write()',
  'popup',
  ...BLANK.flatMap((blank) => TIMES.map((time) => `${blank} ${time}`)),
].filter((kind) => kind !== 'popup about:blank a microtask later');

function serve(server: TestServer): void {
  server.html('/same', probe('same origin'));
  server.html('/other', probe('another site'));
  server.html('/sandboxed', probe('sandboxed'));
  server.html('/popup', probe('popup'));
  server.html('/csp-sandbox', probe('CSP sandbox'), { 'content-security-policy': 'sandbox allow-scripts' });
  server.html('/csp', probe('strict CSP').replace('<script', '<script nonce="n"'), {
    'content-security-policy': "default-src 'none'; script-src 'nonce-n'; require-trusted-types-for 'script'",
  });
  server.html(
    '/frames',
    `<!doctype html><script>window.results = {}; addEventListener('message', ({ data }) => { results[data.name] = data.hooked; });</script>
${probe('top')}<body>
<iframe src="/same"></iframe><iframe src="${server.url('/other', '127.0.0.1')}"></iframe>
<iframe sandbox="allow-scripts" src="/sandboxed"></iframe><iframe src="/csp-sandbox"></iframe><iframe src="/csp"></iframe>
<iframe srcdoc="${attribute(probe('srcdoc'))}"></iframe>
<iframe sandbox="allow-scripts" srcdoc="${attribute(probe('srcdoc, sandboxed'))}"></iframe>
<iframe src="data:text/html,${encodeURIComponent(probe('data:'))}"></iframe>
<script>
const frame = (set = () => {}) => { const f = document.createElement('iframe'); set(f); document.body.append(f); return f; };
const blob = (html) => URL.createObjectURL(new Blob([html], { type: 'text/html' }));
const look = (name, w) => { results[name] = !/RTCPeerConnection/.test(Function.prototype.toString.call(w.RTCPeerConnection)); };
frame((f) => { f.src = blob(${quoted(probe('blob:'))}); });
frame((f) => { f.sandbox = 'allow-scripts'; f.src = blob(${quoted(probe('blob:, sandboxed'))}); });
frame((f) => { f.src = 'javascript:' + JSON.stringify(${quoted(probe('javascript:'))}); });
const written = frame().contentDocument; written.open(); written.write(${quoted(probe('document.write()'))}); written.close();
window.opened = [open('/popup'), open('about:blank')];
const blanks = { 'no src': frame().contentWindow, 'about:blank': frame((f) => { f.src = 'about:blank'; }).contentWindow, 'popup about:blank': opened[1] };
for (const [name, blank] of Object.entries(blanks)) {
  look(name + ' at once', blank);
  if (name !== 'popup about:blank') Promise.resolve().then(() => look(name + ' a microtask later', blank));
  setTimeout(() => look(name + ' a task later', blank));
  setTimeout(() => look(name + ' 300 ms later', blank), 300);
}
</script>`,
  );
}

test('the hook is there before the first script of every kind of frame', async ({ firefox, server }) => {
  serve(server);
  for (let load = 0; load < 5; load++) {
    await firefox.goto(server.url('/frames'));
    const results = () => firefox.inPage(() => ({ ...(window as any).results }));
    await expect.poll(async () => Object.keys(await results()).length).toBe(KINDS.length);
    await firefox.inPage(() => {
      for (const each of (window as any).opened) each.close();
    });
    expect(await results()).toEqual(Object.fromEntries(KINDS.map((kind) => [kind, true])));
  }
});
