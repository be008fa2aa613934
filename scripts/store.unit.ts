import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { manifestFor } from '../manifest';
import manifest from '../manifest.json' with { type: 'json' };
import { ROOT } from '../tooling/node/root.mjs';

const STORE = join(ROOT, 'store');
const read = (name: string) => readFileSync(join(STORE, name), 'utf8').trim();

/** Characters, of the store that allows the fewest: Chrome Web Store, Microsoft Edge Add-ons, addons.mozilla.org. */
const LIMITS: Record<string, [min: number, max: number]> = {
  // Edge: 45; addons.mozilla.org: 50; Chrome: 75.
  'title.txt': [3, 45],
  // Chrome: 132, from the manifest; addons.mozilla.org: 250.
  'summary.txt': [20, 132],
  // Chrome: 1,000 each.
  'single-purpose.txt': [50, 1000],
  'host-access.txt': [50, 1000],
  'data-use.txt': [50, 1000],
  // Edge: 250 to 10,000; addons.mozilla.org: 15,000; Chrome: 16,000.
  'description.txt': [250, 10_000],
  // Edge: 2,000; addons.mozilla.org: 3,000.
  'reviewer.txt': [50, 2000],
  'release-notes.txt': [20, 3000],
};

for (const [name, [min, max]] of Object.entries(LIMITS)) {
  test(`${name}: ${min} to ${max} characters, none that a store would show as a box`, () => {
    const text = read(name);
    expect(text.length).toBeGreaterThanOrEqual(min);
    expect(text.length).toBeLessThanOrEqual(max);
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
  });
}

test('each text has a limit', () => {
  const texts = readdirSync(STORE).filter((name) => name.endsWith('.txt'));
  expect(texts.sort()).toEqual(Object.keys(LIMITS).sort());
});

test('the pictures have the sizes that the stores take, and are small', () => {
  const images = readdirSync(join(STORE, 'images')).sort();
  const sized = images.map((name) => {
    const bytes = readFileSync(join(STORE, 'images', name));
    // PNG: width and height in the first chunk.
    const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    expect(name).toContain(size);
    expect(bytes.length, name).toBeLessThan(300_000);
    return size;
  });
  // The Chrome Web Store takes one to five.
  const shots = sized.filter((size) => size === '1280x800').length;
  expect(shots).toBeGreaterThanOrEqual(3);
  expect(shots).toBeLessThanOrEqual(5);
  expect(sized).toContain('440x280');
  expect(sized).toContain('300x300');
});

test('title and summary are the manifest’s', () => {
  expect(read('title.txt')).toBe(manifest.name);
  expect(read('summary.txt')).toBe(manifest.description);
});

test('the manifests ask for nothing but the pages, and differ in what the browsers need', () => {
  const [chrome, firefox] = [manifestFor('chrome'), manifestFor('firefox')];
  for (const each of [chrome, firefox]) expect(Object.keys(each)).not.toContain('permissions');
  expect(Object.keys(chrome)).not.toContain('background');
  expect(firefox.browser_specific_settings.gecko).toMatchObject({
    strict_min_version: '153.0',
    data_collection_permissions: { required: ['none'] },
  });
});
