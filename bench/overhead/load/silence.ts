import { expect, type Page } from '@playwright/test';
import { listenToMessages } from '../../../tooling/browser/announcements';
import type { TestServer } from '../../../tooling/pages/server';
import { type Figure, figure } from '../../lib/figures';

/** How long after the load a timer of ours would still be found. */
const WATCH_MS = 3_000;

/** Timers that are set, in any world of any page of the browser, while the page loads and 3 s after. */
async function timersSet(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let timers = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name } of value as { name?: string }[]) if (name === 'TimerInstall') timers++;
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const traceConfig = { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await page.goto(url);
  await page.waitForTimeout(WATCH_MS);
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return timers;
}

/** @throws where a timer or message of the page itself would not be seen: then the zeros mean nothing */
export async function measureSilence(page: Page, server: TestServer): Promise<Figure[]> {
  server.html('/timer', '<!doctype html><script>setTimeout(() => {}, 50)</script>');
  server.html('/connection', '<!doctype html><script>new RTCPeerConnection().close()</script>');
  const listener = await listenToMessages(page.context());
  const timers = await timersSet(page, server.url('/'));
  if ((await timersSet(page, server.url('/timer'))) !== 1) throw new Error('The trace does not show timers');
  await page.goto(server.url('/connection'));
  const isLast = ({ url }: { url: string }) => url === server.url('/connection');
  await expect.poll(async () => (await listener.heard()).some(isLast)).toBe(true);
  const messages = (await listener.heard()).filter((each) => !isLast(each)).length;
  return [
    figure({ name: 'messages of a page without WebRTC', value: messages, unit: '', goal: 0 }),
    figure({ name: 'timers in a page without WebRTC', value: timers, unit: '', goal: 0 }),
  ];
}
