import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { offerUnanswered } from './index';

test('an offer without an answer, after fifteen seconds', () => {
  const page = new FakePage('doc', 1_000_000);
  const connection = page.connect('new');
  const at = (ms: number) =>
    offerUnanswered.find(factsOfPage(page, { now: 1_000_000 + ms })).map(({ sentence }) => sentence);
  expect(at(60_000)).toEqual([]);
  connection.offerSince = 1_000_000;
  expect(at(14_000)).toEqual([]);
  expect(at(40_000)).toEqual(['Connection #1 has waited 40 s for an answer to its offer (have-local-offer).']);
  connection.closedAt = 1_020_000;
  expect(at(40_000)).toEqual([]);
});
