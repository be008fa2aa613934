/** Documents without an origin of their own, or under policies, all in one page: seen, patched and let go. */
import { expect, test } from '../harness/test';
import { expectPatched, expectTruth, TRUTH } from '../harness/truth';

/** Runs in the page: one frame of each kind, and a frame in a frame. */
function addFrames({ html, url, strict }: { html: string; url: string; strict: string }): void {
  const add = (properties: Partial<HTMLIFrameElement>, sandbox?: string) => {
    const frame = document.createElement('iframe');
    Object.assign(frame, properties);
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
    document.body.append(frame);
    return frame;
  };
  add({ srcdoc: html });
  add({ src: `data:text/html,${encodeURIComponent(html)}` });
  add({ src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) });
  add({ src: url }, 'allow-scripts');
  add({ srcdoc: html }, 'allow-scripts');
  add({ src: strict });
  const written = add({ src: 'about:blank' });
  // Chrome starts no content script for one that is written in the same turn.
  setTimeout(() => {
    const inner = written.contentDocument!;
    inner.open();
    inner.write(html);
    inner.close();
  });
  const nested = `<iframe sandbox="allow-scripts" src="${url}"></iframe>`;
  add({ src: `data:text/html,${encodeURIComponent(nested)}` });
}

test('srcdoc, data:, blob:, sandboxed, written and strict documents', async ({ page, server, openPanel }) => {
  const policy =
    "default-src 'none'; script-src 'nonce-n'; media-src blob:; require-trusted-types-for 'script'; trusted-types 'none'";
  server.html('/frame', TRUTH);
  server.html('/strict', TRUTH.replaceAll('<script>', '<script nonce=n>'), { 'content-security-policy': policy });
  const given = JSON.stringify({ html: TRUTH, url: server.url('/frame'), strict: server.url('/strict') });
  const script = `(${addFrames})(${given})`.replaceAll('</script', '<\\/script');
  server.html('/', `${TRUTH}<body><script>${script}</script>`);
  await page.goto(server.url('/'));
  const { panel } = await openPanel(page);
  await expectTruth(page, panel);
  // The top one, eight frames and one within; that around it makes no connection.
  await expect(panel.locator('.sidebar [role=option]:not(#connection-all)')).toHaveCount(9);
  await panel.getByRole('radio', { name: 'Reuse' }).check();
  const all = () => page.frames().filter((frame) => !frame.childFrames().length || frame === page.mainFrame());
  expect(all()).toHaveLength(9);
  for (const frame of all()) await expectPatched(frame, true);
  await page.reload();
  await expectTruth(page, panel);
  for (const frame of all()) await expectPatched(frame, true);
  await panel.getByRole('radio', { name: 'Off' }).check();
  for (const frame of all()) await expectPatched(frame, false);
  await expect(panel.getByRole('button', { name: /extension errors/ })).toHaveCount(0);
});
