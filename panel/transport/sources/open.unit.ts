import { expect, test } from '@playwright/test';
import { MAX_MAP_BYTES } from '../../../core/callsite/source-map';
import { type MapOptions, mapText, SCRIPT, scripted } from './fixture';
import { originOf } from './open';

const place = { url: SCRIPT, line: 3, column: 11 };

/** What a click on line 3, column 11 comes to, over a page that consists of these. */
const opened = (page: Parameters<typeof scripted>[0]) => originOf(place, scripted(page));
const withMap = (options: MapOptions) =>
  opened({ map: mapText(options), listed: ['https://app.example/src/share.ts'] });

test('the mapped source with its line and column, counting from 1', async () => {
  expect(await withMap({})).toEqual({
    mapped: { url: 'https://app.example/src/share.ts', line: 21, column: 5 },
    why: null,
  });
});

test('sources: relative to the map, to its root, whole addresses, written otherwise than DevTools lists them', async () => {
  const to = async (options: MapOptions, listed: string) =>
    (await opened({ map: mapText(options), listed: [listed] })).mapped?.url;
  expect(await to({ source: './a b.ts' }, 'https://app.example/assets/a%20b.ts')).toBe(
    'https://app.example/assets/a%20b.ts',
  );
  expect(await to({ source: 'share.ts', sourceRoot: '/src/' }, 'https://app.example/src/share.ts')).toBeTruthy();
  expect(await to({ source: 'share.ts', sourceRoot: null }, 'https://app.example/assets/share.ts')).toBeTruthy();
  expect(await to({ source: 'webpack://app/./src/share.ts' }, 'webpack://app/./src/share.ts')).toBe(
    'webpack://app/./src/share.ts',
  );
  expect(await to({ source: 'webpack://app/./src/share.ts' }, 'webpack://app/src/share.ts')).toBe(
    'webpack://app/src/share.ts',
  );
});

test('a map in the script itself, one in sections, one behind a guard against being run', async () => {
  const listed = ['https://app.example/assets/share.ts'];
  const text = mapText({ source: 'share.ts' });
  const data = `data:application/json;base64,${Buffer.from(text).toString('base64')}`;
  expect((await opened({ named: data, listed })).mapped?.line).toBe(21);
  const sections = JSON.stringify({
    version: 3,
    sections: [{ offset: { line: 0, column: 0 }, map: JSON.parse(text) }],
  });
  expect((await opened({ map: sections, listed })).mapped?.line).toBe(21);
  expect((await opened({ map: `)]}'\n${text}`, listed })).mapped?.line).toBe(21);
});

for (const [name, page, why] of [
  ['no comment', { named: null }, 'The script names no source map.'],
  ['a comment with code after it', { named: 'x.map', after: 'run()' }, 'The script names no source map.'],
  ['an unlisted script', { unlisted: true }, 'DevTools does not list the script.'],
  [
    'a page',
    { content: '<!doctype html><script>//# sourceMappingURL=a.map' },
    'The script is part of the page itself.',
  ],
  ['another origin', { named: 'https://intranet.example/x.map' }, 'Its source map is at another origin.'],
  ['another protocol', { named: 'file:///etc/passwd' }, 'The address of its source map can’t be read.'],
  ['no address', { named: 'https://' }, 'The address of its source map can’t be read.'],
  ['a long address', { named: `${'x'.repeat(5_000)}.map` }, 'The address of its source map can’t be read.'],
  ['a page in its place', { map: '<!doctype html>' }, 'Its source map is broken.'],
  ['another version', { map: '{"version":2}' }, 'Its source map is broken.'],
  ['wrong types', { map: '{"version":3,"sources":"a","mappings":7}' }, 'Its source map is broken.'],
  ['an offset without end', { map: mapText({ offset: 1e12 }) }, 'Its source map is broken.'],
  [
    'rubbish in the mappings',
    { map: mapText({ mappings: ';;\u2028é%%,A' }) },
    'Its source map says nothing of this line.',
  ],
  [
    'a source that is not there',
    { map: mapText({ mappings: ';;AEAA' }) },
    'Its source map does not name this line’s source.',
  ],
  [
    'a line before the first',
    { map: mapText({ mappings: ';;AADA' }) },
    'Its source map names a line that its source does not have.',
  ],
  ['too few lines', { map: mapText({ mappings: 'AAAA' }) }, 'Its source map says nothing of this line.'],
  ['too much', { map: ' '.repeat(MAX_MAP_BYTES + 1) }, 'Its source map is too large.'],
  ['an answer that fails', { fails: 'HTTP 404' }, 'Its source map could not be read.'],
  [
    'a source that DevTools does not have',
    { map: mapText({}) },
    'DevTools does not list https://app.example/src/share.ts (are its source maps off?).',
  ],
] as const) {
  test(`the published file and the reason: ${name}`, async () => {
    expect(await opened(page)).toEqual({ mapped: null, why });
  });
}
