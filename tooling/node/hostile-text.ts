/** For tests: what a terminal or a CI system must never get, written otherwise than in the code under test, by number. */
export const FORBIDDEN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

export function isForbidden(character: string): boolean {
  const code = character.codePointAt(0)!;
  return FORBIDDEN.some(([from, to]) => code >= from && code <= to) || (code >= 0xd800 && code <= 0xdfff);
}

/** Orders to GitHub, Azure Pipelines, TeamCity, Buildkite, Travis, GitLab, and to readers of TAP. */
export const ORDERS = [
  '::error::x',
  '::stop-commands::x',
  '##[error]x',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[buildStop comment='x']",
  '--- group',
  '+++ group',
  '~~~ group',
  '^^^ +++',
  'travis_fold:start:x',
  'section_start:1:x',
  'ok 1 - x',
  'not ok',
  '1..5',
  'Bail out! x',
  'TAP version 13',
] as const;

/** Whether a line of a log would be taken as one of them, or holds one that is read anywhere. */
export function isOrder(line: string): boolean {
  return /##\w*\[/.test(line) || ORDERS.some((order) => line.trimStart().startsWith(order.slice(0, 6)));
}
