import type { Frame, Page } from '@playwright/test';
import type { Command } from '../../../protocol/messages';
import type { RawPanel } from '../../../tooling/browser/raw-panel';
import { SHARES } from '../../harness/shares';
import { test as base } from '../../harness/test';

export const REUSE: Command[] = [
  { type: 'observe', intervalMs: 500, paused: false },
  { type: 'patch', patch: 'reuse' },
];

/** A page that publishes, unpublishes and publishes again with its first script. */
export const PAGE = `${SHARES}<script>
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

export const patchesOf = async (raw: RawPanel) =>
  (await raw.documents()).filter((d) => d.open).map((d) => d.last?.patch);
export const patchedAtStart = (page: Page) => page.evaluate(() => (window as any).atStart as Promise<boolean>);
export const patchedNow = (page: Page | Frame) => page.evaluate(() => (window as any).again() as Promise<boolean>);

/** A test whose server has the page at `/` and at `/other`. */
export const test = base.extend({
  server: async ({ server }, use) => {
    server.html('/', PAGE);
    server.html('/other', PAGE);
    await use(server);
  },
});
