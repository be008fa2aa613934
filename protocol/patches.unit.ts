import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ACTIVE_PATCHES, DOWNSCALE_FACTOR, PATCH_INFO, PATCHES } from './patches';

const documentation = readFileSync(new URL('../docs/patches.md', import.meta.url), 'utf8');

/** A section of the documentation, its heading left out; undefined where there is none. */
const section = (title: string) =>
  documentation
    .split(/^## /m)
    .find((each) => each.startsWith(`${title}\n`))
    ?.slice(title.length);

test('each patch has a row and a section in the documentation', () => {
  for (const patch of PATCHES) expect(documentation, patch).toContain(`\n| \`${patch}\` | `);
  for (const patch of ACTIVE_PATCHES) expect(section(PATCH_INFO[patch].title), patch).toBeDefined();
});

test('the limits in the documentation are those that the panel shows, in its order', () => {
  for (const patch of ACTIVE_PATCHES) {
    const { title, limits } = PATCH_INFO[patch];
    const [, list] = section(title)!.split('In short, as the panel says it:\n\n');
    expect(list?.split('\n\n')[0]?.split('\n'), patch).toEqual(limits.map((limit) => `- ${limit}`));
  }
});

test('the documentation has the factor of the patch Downscale', () => {
  expect(section(PATCH_INFO.downscale.title)).toContain(`\`scaleResolutionDownBy: ${DOWNSCALE_FACTOR}\``);
});

test('badge letters tell the patches apart', () => {
  const letters = ACTIVE_PATCHES.map((patch) => PATCH_INFO[patch].letter);
  expect(new Set(letters).size).toBe(letters.length);
  for (const letter of letters) expect(letter).toMatch(/^[A-Z]$/);
});
