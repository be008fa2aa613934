import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { allClosed, shareRepeatedly, twenty } from '../../../fixtures/scenes';
import { idleSenders } from './index';

const T0 = Date.UTC(2026, 0, 1);

test('idle transceivers that pile up: what they hold, by which formula, and what helps', () => {
  const [finding, ...rest] = idleSenders.find(factsOfPage(twenty(T0)));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ state: 'growing', ended: false, count: 19 });
  expect(finding!.cost.range!.low).toBeGreaterThan(500);
  expect(finding!.cost.formula).toMatch(/^19 × \(.*Mpx.*\)$/);
  expect(finding!.remedies.map(({ by }) => by)).toEqual(['reuse', 'stop', 'downscale']);
  expect(finding!.recipes.length).toBeGreaterThan(0);
});

test('an app that adds its tracks itself to the connection of a library gets that library’s recipe', () => {
  const page = new FakePage('doc', T0).wait(1_000);
  page.unpublish(shareRepeatedly(page, page.connect(), 5, { app: 'ownShare' }));
  const [finding] = idleSenders.find(factsOfPage(page));
  expect(finding!.culprit!.sdk).toBeNull();
  expect(finding!.recipes[0]!.title).toMatch(/^livekit-client: /);
});

test('two shares are no finding', () => {
  const page = new FakePage('doc', T0).wait(1_000);
  shareRepeatedly(page, page.connect(), 2);
  expect(idleSenders.find(factsOfPage(page))).toEqual([]);
});

test('of a closed connection: how it was at its end, and nothing is held', () => {
  const found = idleSenders.find(factsOfPage(allClosed(T0)));
  expect(found).toMatchObject([{ ended: true, cost: { range: null, unknown: 0 } }]);
});
