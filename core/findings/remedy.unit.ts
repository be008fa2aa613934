import { expect, test } from '@playwright/test';
import { factsOfPage } from '../fixtures/facts';
import { FakePage } from '../fixtures/page';
import { idleSenders } from './units/idle-senders';

const T0 = Date.UTC(2026, 0, 1);

/** A page that ends its tracks, and publishes again on new transceivers. */
function endedTracks(kind: 'audio' | 'video', released = 0) {
  const page = new FakePage('doc', T0).wait(1_000);
  const connection = page.connect();
  for (let i = 0; i < 5; i++) {
    const one = page.publish(connection, { kind });
    const { track } = one;
    page.wait(1_000).unpublish(one);
    if (i < released) continue;
    // As the hook has it: nothing was taken away.
    Object.assign(one, { released: false, direction: 'sendonly', currentDirection: 'sendonly' });
    one.track = { ...track!, readyState: 'ended' };
  }
  const [finding] = idleSenders.find(factsOfPage(page));
  return finding!;
}

test('senders whose tracks have ended: Downscale, why not the others, and what the page should do', () => {
  const { remedies, recipes, count, missing } = endedTracks('video');
  expect(count).toBe(5);
  // Both patches refuse to reuse or stop them.
  expect(missing).toBe(
    'replaceTrack() on the sender that has the ended track; or its removeTrack(), then stop() of the transceiver',
  );
  expect(remedies.map(({ by }) => by)).toEqual(['downscale', 'now']);
  expect(remedies[0]!.why).toContain('5 idle senders still have tracks that have ended.');
  expect(remedies[0]!.why).toContain('Reuse and Stop refuse them (“track ended, not released”)');
  // Behind the recipe of the library that publishes here.
  expect(recipes.map(({ title }) => title)).toEqual([
    'livekit-client: keep the publication, change its track',
    'Give the sender the new track',
    'Or stop it when you unpublish',
  ]);
  expect(recipes[1]!.code).toContain('idle.sender.replaceTrack(track)');
  expect(recipes[2]!.code).toContain('pc.removeTrack(sender)');
});

test('of microphones there is nothing to downscale', () => {
  const { remedies } = endedTracks('audio');
  expect(remedies.map(({ by }) => by)).toEqual([null]);
});

test('some released, of others the track has ended: not all in one way', () => {
  const { remedies } = endedTracks('video', 2);
  expect(remedies.map(({ by }) => by)).toEqual(['reuse', 'stop', 'downscale']);
  expect(remedies[0]!.why).toContain('For those that the page released');
});
