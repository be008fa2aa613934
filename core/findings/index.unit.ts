import { expect, test } from '@playwright/test';
import { factsOfPage } from '../fixtures/facts';
import { FINDING_SCENES } from '../fixtures/finding-scenes';
import { twenty } from '../fixtures/scenes';
import { findIn } from './index';
import { capturesUnsent } from './units/captures-unsent';
import { idleSenders } from './units/idle-senders';

const T0 = Date.UTC(2026, 0, 1);

/** Counts how often units look. */
function counted(units: readonly { find: (facts: never) => unknown }[], during: () => void): number[] {
  const counts = units.map(() => 0);
  const finds = units.map(({ find }) => find);
  units.forEach((unit, i) => {
    unit.find = (facts) => {
      counts[i]! += 1;
      return finds[i]!(facts);
    };
  });
  during();
  units.forEach((unit, i) => {
    unit.find = finds[i]!;
  });
  return counts;
}

test('as time passes only what tells of time is looked for again, and the rest when the page has changed', () => {
  const page = twenty(T0);
  const { captures } = FINDING_SCENES['captures-unsent'](page.now);
  const facts = factsOfPage(page, { captures });
  const later = { ...facts, now: facts.now + 5_000 };
  const changed = { ...later, evidence: { ...facts.evidence } };
  const found: unknown[] = [];
  const counts = counted([idleSenders, capturesUnsent], () => {
    for (const each of [facts, later, changed, { ...changed, captures: [...captures] }]) found.push(findIn(each));
  });
  expect(counts).toEqual([3, 4]);
  // The same is found as where all is looked for.
  expect(found[1]).toEqual(findIn({ ...later, evidence: { ...facts.evidence } }));
  expect(found[0]).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'idle-senders' })]));
});
