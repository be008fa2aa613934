import { expect, type Frame, type Page } from '@playwright/test';
import { SHARES } from './shares';

/** What a document says of itself: the number of transceivers of each connection that is not closed. */
declare const truth: () => number[];
/** Publishes, unpublishes and publishes again: true where a patch handed the transceiver back. */
declare const again: () => Promise<boolean>;

/** A page that keeps account of its connections. Its first script makes one with two transceivers. */
export const TRUTH = `${SHARES}<script>
window.kept = [];
window.made = (transceivers) => {
  const pc = new RTCPeerConnection();
  for (let i = 0; i < transceivers; i++) pc.addTransceiver('video');
  kept.push(pc);
};
window.truth = () => kept.filter((pc) => pc.signalingState !== 'closed').map((pc) => pc.getTransceivers().length);
window.again = async () => {
  const { a, b } = shares.connect();
  try {
    const first = a.addTransceiver(shares.share('red').track, { direction: 'sendonly' });
    await shares.negotiate(a, b);
    first.direction = 'inactive';
    a.removeTrack(first.sender);
    await shares.negotiate(a, b);
    return a.addTransceiver(shares.share('lime').track, { direction: 'sendonly' }) === first;
  } finally {
    a.close();
    b.close();
  }
};
made(2);
</script>`;

/** Numbers in order, for connections that nobody named. */
const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b);

/** What all documents of the page say of themselves. */
async function countsByDocument(page: Page): Promise<number[]> {
  const each = await Promise.all(
    page.frames().map((frame) => frame.evaluate(() => ('truth' in window ? truth() : [])).catch(() => [])),
  );
  return sorted(each.flat());
}

/** What the panel's list of connections shows as there and open. */
async function shown(panel: Frame): Promise<number[]> {
  const texts = await panel.locator('.sidebar [role=option]:not(.gone):not(#connection-all) .counts').allTextContents();
  return sorted(texts.map((text) => Number.parseInt(text, 10)));
}

/** Waits until the panel shows what the page's documents say of themselves. */
export async function expectTruth(page: Page, panel: Frame): Promise<void> {
  await expect(async () => {
    const truths = await countsByDocument(page);
    expect(truths).not.toEqual([]);
    expect(await shown(panel)).toEqual(truths);
  }).toPass({ timeout: 20_000 });
  await expect(panel.locator('.bar', { hasText: 'Not yet in' })).toHaveCount(0);
}

/** Waits until a patch is in force in a document, or none, as the document itself finds. */
export async function expectPatched(frame: Page | Frame, patched: boolean): Promise<void> {
  await expect.poll(() => frame.evaluate(() => again()), { timeout: 20_000 }).toBe(patched);
}
