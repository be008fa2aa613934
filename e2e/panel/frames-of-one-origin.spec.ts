/** Frames of one origin: each has a name of its own, the same in the sidebar, the table, the log and the findings. */
import type { Frame } from '@playwright/test';
import { expect, test } from '../harness/test';

const PUBLISH = `<script>
  window.pc = new RTCPeerConnection();
  pc.addTransceiver('video');
</script>`;
const LONG = `the-seat-of-somebody-with-a-long-name-${'x'.repeat(40)}`;

/** What is not drawn of a box: the host and the path may be cut, the rest not. */
const cutOff = (panel: Frame) =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.sidebar .document-name')]
      .filter((name) => name.scrollWidth > name.clientWidth + 1)
      .map((name) => name.textContent),
  );

test('frames of one origin, written ones, blobs and twins have names of their own everywhere', async ({
  page,
  server,
  openPanel,
}) => {
  const { port } = server;
  const host = `localhost:${port}`;
  server.html('/seat', PUBLISH);
  server.html('/room/7/stage', PUBLISH);
  server.html(`/room/${LONG}`, PUBLISH);
  const frames = ['/seat?user=1', '/seat?user=2', '/seat?user=2', '/room/7/stage', `/room/${LONG}`]
    .map((src) => `<iframe src="${src}"></iframe>`)
    .join('');
  const written = `<iframe srcdoc="${PUBLISH}"></iframe>`.repeat(2);
  server.html(
    '/',
    `${PUBLISH}${frames}${written}<script>
      for (const text of [1, 2]) {
        const frame = document.createElement('iframe');
        frame.src = URL.createObjectURL(new Blob([${JSON.stringify(PUBLISH).replace('</', '<\\/')}], { type: 'text/html' }));
        document.body.append(frame);
      }
    </script>`,
  );
  await page.goto(server.url('/'));
  const { panel, devtools, resize } = await openPanel(page);
  await resize(1400, 800);
  const names = panel.locator('.sidebar .group-name');
  await expect(names).toHaveCount(10);
  const texts = (await names.allTextContents()).sort();
  expect(texts.filter((text) => !text.includes('blob:'))).toEqual(
    [
      host,
      `frame ${host}/seat (1)`,
      `frame ${host}/seat (2)`,
      `frame ${host}/seat (3)`,
      `frame ${host}/…/stage`,
      `frame ${host}/…/the-seat…${'x'.repeat(11)}`,
      'frame about:srcdoc (1)',
      'frame about:srcdoc (2)',
    ].sort(),
  );
  const blobs = texts.filter((text) => text.includes('blob:'));
  for (const blob of blobs) expect(blob).toMatch(new RegExp(`^frame blob:${host}/[0-9a-f-]+…[0-9a-f-]+$`));
  expect(new Set(texts).size).toBe(10);
  const titles = await panel
    .locator('.sidebar .document-name')
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).title));
  expect(titles).toContain(`frame ${server.url(`/room/${LONG}`)}`);
  expect(titles.filter((title) => title === `frame ${server.url('/seat?user=2')}`)).toHaveLength(2);

  const framed = texts.filter((text) => text.startsWith('frame ')).map((text) => `#1 ${text.slice(6)}`);
  await panel.getByRole('tab', { name: 'Transceivers' }).click();
  await expect(panel.locator('tbody td .document-name')).toHaveCount(10);
  const inTable = await panel.locator('tbody td .document-name').allTextContents();
  expect(inTable.sort()).toEqual(['#1', ...framed].sort());
  await devtools.screenshot({ path: 'out/frames-table.png' });
  await panel.getByRole('tab', { name: 'Log', exact: true }).click();
  const inLog = async () => new Set(await panel.locator('.log-line .document-name').allTextContents());
  const named = (all: Set<string>) => framed.filter((name) => ![...all].some((each) => each.startsWith(name)));
  await expect.poll(async () => named(await inLog())).toEqual([]);

  // Docked at the side, and in a wide window: what is cut is host and path, not the number.
  for (const [width, height] of [
    [250, 700],
    [700, 500],
    [1400, 800],
  ] as const) {
    await resize(width, height);
    await expect.poll(() => panel.evaluate(() => innerWidth)).toBe(width);
    if (width === 250) {
      const options = await panel.locator('.connection-select optgroup option').allTextContents();
      expect(new Set(options).size).toBe(10);
      expect(options).toContain(`#1 of ${host}/seat (2) new, 1 transceiver`);
    }
    expect(await cutOff(panel), `${width} px`).toEqual([]);
    await devtools.screenshot({ path: `out/frames-${width}.png` });
  }
});
