import { expect, test } from '@playwright/test';
import { isGrowing, type Start } from './rule';

/** `+3` adds one although three are idle; `r` reuses. */
const starts = (text: string): Start[] =>
  text
    .split(' ')
    .map((each) => (each === 'r' ? { added: false, idleBefore: 0 } : { added: true, idleBefore: Number(each) }));

for (const [text, grows] of [
  ['+0', false],
  ['+0 +1', false],
  ['+0 +1 +2', true],
  ['+0 +1 +2 +3 +4', true],
  // In use, or as many as at one time.
  ['+0 +0 +0 +0', false],
  // The old one is stopped each time.
  ['+0 +1 +1 +1 +1', false],
  // A pool that fills, and is then used.
  ['+0 +1 +2 r', false],
  ['+0 +1 +2 r r r', false],
  // Stable first, growing later; and the other way round.
  ['+0 r r r +1 +2', true],
  ['+0 +1 +2 +3 r r', false],
  // Every second one adds.
  ['+0 r +1 r', false],
  ['+0 r +1 r +2 r +3', true],
  ['+0 r +1 r +2 r +3 r', true],
  ['+0 r +1 r +2 r +3 r r', false],
  // Idle ones are stopped once there are three: no record after the first rise.
  ['+0 +1 +2 +0 +1 +2 +0 +1', false],
] as const) {
  test(`${text}: ${grows ? 'growing' : 'not growing'}`, () => expect(isGrowing(starts(text))).toBe(grows));
}
