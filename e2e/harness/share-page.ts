import type { Frame, Page } from '@playwright/test';
import { openPanel } from '../../tooling/browser/devtools';
import type { TestServer } from '../../tooling/pages/server';
import { SHARES } from './shares';

/** What becomes of a share once its picture was seen: unpublished as LiveKit does, paused, or kept. */
export type Ending = 'unpublish' | 'pause' | 'keep';

const SHARE_JS = `window.pair = shares.connect();
window.share = async (color, ending = 'unpublish') => {
  const { a, b } = pair;
  const { track, stream } = shares.share(color, 640, 360);
  const transceiver = a.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
  await shares.negotiate(a, b);
  const seen = await shares.watch(shares.receivedBy(b, transceiver), color);
  if (ending === 'keep') return seen.at(-1);
  transceiver.direction = 'inactive';
  if (ending === 'pause') await transceiver.sender.replaceTrack(null);
  else a.removeTrack(transceiver.sender);
  await shares.negotiate(a, b);
  track.stop();
  return seen.at(-1);
};`;

/** Serves, at /, a page whose script /share.js shares; its addTransceiver() stands in line 5. */
export function serveSharePage(server: TestServer): void {
  server.route('/share.js', (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(SHARE_JS),
  );
  server.html('/', `${SHARES}<script src="/share.js"></script>`);
}

/** Opens the share page and the panel for it, this many CSS pixels high and wide enough for all columns. */
export async function openSharePage(page: Page, server: TestServer, height: number): Promise<Frame> {
  await page.goto(server.url('/'));
  const { panel, resize } = await openPanel(page);
  await resize(1300, height);
  return panel;
}

/** Shares one color after the other. @returns what the other side saw of each */
export async function share(page: Page | Frame, colors: string[], ending: Ending = 'unpublish'): Promise<string[]> {
  const seen: string[] = [];
  for (const color of colors) {
    // Nobody shares again within a tenth of a second; who does so switches devices (finding device-switch).
    await new Promise((resolve) => setTimeout(resolve, 200));
    seen.push(await page.evaluate(([c, e]) => (window as any).share(c, e), [color, ending] as const));
  }
  return seen;
}

/** A tab of the panel, by the beginning of its name. */
export const panelTab = (panel: Frame, name: string) => panel.getByRole('tab', { name: new RegExp(`^${name}`) });
