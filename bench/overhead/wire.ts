import { launchBrowser } from '../../tooling/browser/browser';
import { attachRawPanel, type RawPanel } from '../../tooling/browser/raw-panel';
import { PEERS } from '../../tooling/pages/peers';
import { startServer } from '../../tooling/pages/server';
import { type Figure, figure } from '../lib/figures';

const TRANSCEIVERS = 10;
/** Only what does not change at all may be silent: a page at rest says less than this. */
const GOAL_AT_REST = 10;
const SETTLE_MS = 3_000;

/** Two connections with sending transceivers. */
async function publish(transceivers: number): Promise<void> {
  const pair = peers.connect();
  Object.assign(window, { pair });
  const track = peers.canvasTrack({ width: 64, height: 36, fps: 5 });
  for (let i = 0; i < transceivers; i++) pair.a.addTransceiver(track, { direction: 'sendonly' });
  await pair.negotiate();
  await pair.connected();
}

async function unpublish(): Promise<void> {
  const { a, negotiate } = (window as unknown as { pair: ReturnType<typeof peers.connect> }).pair;
  for (const transceiver of a.getTransceivers()) {
    transceiver.direction = 'inactive';
    a.removeTrack(transceiver.sender);
  }
  await negotiate();
}

/** Bytes and updates a second that come out of the page's document. */
async function rate(raw: RawPanel, seconds: number) {
  const read = async () => {
    const { bytes, updates } = await raw.document('/');
    return { bytes, updates };
  };
  const [before, began] = [await read(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const [after, took] = [await read(), (performance.now() - began) / 1_000];
  return { bytes: (after.bytes - before.bytes) / took, updates: (after.updates - before.updates) / took };
}

/** Bytes a second from the page to the panel, sampled at 1 s: sending, all idle, and closed. */
export async function measureWire(seconds: number): Promise<Figure[]> {
  const server = await startServer();
  server.html('/', `<!doctype html><title>wire</title><script>${PEERS}</script>`);
  const browser = await launchBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(server.url('/'));
    const raw = await attachRawPanel(page, [{ type: 'observe', intervalMs: 1_000, paused: false }]);
    const figures: Figure[] = [];
    const add = async (state: string, goal?: number) => {
      await page.waitForTimeout(SETTLE_MS);
      const { bytes, updates } = await rate(raw, seconds);
      const note = `${updates.toFixed(2)} updates/s, ${seconds} s`;
      figures.push(figure({ name: `wire, ${state}`, value: bytes, unit: 'bytes/s', goal, note }));
    };
    await page.evaluate(publish, TRANSCEIVERS);
    await add(`${TRANSCEIVERS} transceivers sending`);
    await page.evaluate(unpublish);
    await add(`${TRANSCEIVERS} transceivers idle`, GOAL_AT_REST);
    await page.evaluate(() => (window as unknown as { pair: ReturnType<typeof peers.connect> }).pair.close());
    await add('connections closed', GOAL_AT_REST);
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}
