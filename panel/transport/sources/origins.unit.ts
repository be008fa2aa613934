import { expect, test } from '@playwright/test';
import { MAX_MAP_BYTES, Unmapped } from '../../../core/callsite/source-map';
import { type MapOptions, mapText, SCRIPT, scripted } from './fixture';
import { originsOf } from './origins';

type Page = Parameters<typeof scripted>[0];
const PLACE = { line: 3, column: 11 };
const never = new AbortController().signal;

const find = (page: Page, places = [PLACE], from: 'page' | 'scripts' = 'page') =>
  originsOf({ url: SCRIPT, places, from }, scripted(page), never);

/** Where the one line leads to, or why it does not. */
async function said(page: Page, from?: 'page' | 'scripts') {
  const [origin] = await find(page, [PLACE], from).catch((error: unknown) => [error as Unmapped]);
  return origin instanceof Error ? origin.message : origin;
}
const ofMap = (options: MapOptions) => said({ map: mapText(options) });

test('all lines of a script at once, of one map that is asked for once', async () => {
  const asked: string[] = [];
  const maps = scripted({ map: mapText({ mappings: ';;UAoBI,UACA;AACA' }), asked });
  const places = [PLACE, { line: 3, column: 21 }, { line: 4, column: 1 }, { line: 9, column: 1 }];
  for (let i = 0; i < 2; i++) {
    const origins = await originsOf({ url: SCRIPT, places, from: 'page' }, maps, never);
    expect(origins.map((each) => (each instanceof Unmapped ? each.message : each.line))).toEqual([
      21,
      22,
      23,
      'Its source map says nothing of this line.',
    ]);
  }
  expect(asked).toEqual(['https://app.example/assets/app.js.map']);
});

test('without a click only the page’s own servers are asked; what is in the script asks nobody', async () => {
  const asked: string[] = [];
  const page = { map: mapText({}), origin: 'https://other.example', asked };
  expect(await said(page)).toBe('Its source map is not at the page’s own origin: a click on a line reads it.');
  expect(asked).toEqual([]);
  expect(await said(page, 'scripts')).toMatchObject({ line: 21 });
  const named = `data:application/json;base64,${Buffer.from(mapText({})).toString('base64')}`;
  expect(await said({ ...page, named })).toMatchObject({ line: 21 });
});

test('names that turn text around, or would end a place in a stack, are written out', async () => {
  for (const [source, url] of [
    ['a\u202etsx.\u202c.ts', 'https://app.example/assets/a%E2%80%AEtsx.%E2%80%AC.ts'],
    ['a\u200b\u2066b.ts', 'https://app.example/assets/a%E2%80%8B%E2%81%A6b.ts'],
    ['a\u0000\u001b[31m.ts', 'https://app.example/assets/a%00%1B[31m.ts'],
    ['a (copy).ts', 'https://app.example/assets/a%20%28copy%29.ts'],
    ['a\n    at b (x.ts', 'https://app.example/assets/a%0A%20%20%20%20at%20b%20%28x.ts'],
    ['\ud800.ts', 'https://app.example/assets/\ufffd.ts'],
    ['<b>.ts', 'https://app.example/assets/%3Cb%3E.ts'],
    ['会议.ts', 'https://app.example/assets/会议.ts'],
  ] as const) {
    expect(await ofMap({ source })).toEqual({ url, line: 21, column: 5 });
  }
});

for (const source of [
  'javascript:alert(1)',
  'JavaScript:alert(1)//a.ts',
  ' javascript:alert(1)',
  'vbscript:x',
  'data:text/html,<script>x</script>',
  'blob:https://app.example/1',
  'x'.repeat(600),
]) {
  test(`a source that is no file: ${source.slice(0, 40)}`, async () => {
    const origin = await ofMap({ source });
    // Relative to its map it may be the name of a file.
    if (typeof origin === 'object') expect(origin.url).toMatch(/^https:\/\/app\.example\//);
    else expect(origin).toBe('Its source map does not name this line’s source.');
  });
}

test('a line that its source does not have is no origin', async () => {
  const sourcesContent = ['only\none\nor\ntwo'];
  expect(await ofMap({ sourcesContent })).toBe('Its source map names a line that its source does not have.');
  expect(await ofMap({ sourcesContent: ['\n'.repeat(20)] })).toMatchObject({ line: 21 });
  // Two billion: the largest that mappings can hold.
  expect(await ofMap({ mappings: ';;UA+/////DI' })).toBe('Its source map names a line that its source does not have.');
  expect(await ofMap({ sourcesContent: [null] })).toMatchObject({ line: 21 });
});

test('columns out of range: past the end the line’s last mapping counts, none is invented', async () => {
  const [far, zero, negative] = await find({ map: mapText({}) }, [
    { line: 3, column: 2 ** 31 },
    { line: 3, column: 0 },
    { line: -3, column: 5 },
  ]);
  expect(far).toMatchObject({ line: 21 });
  for (const each of [zero, negative]) expect(each).toBeInstanceOf(Unmapped);
  expect(await ofMap({ mappings: ';;UAoBg+////D' })).toBe('Its source map does not name this line’s source.');
});

test('sections in sections, and sections that are elsewhere, are no map', async () => {
  const section = (map: unknown) => ({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] });
  const asked: string[] = [];
  for (const map of [section(section(JSON.parse(mapText({})))), section(undefined)]) {
    expect(await said({ map: JSON.stringify(map), asked })).toBe('Its source map is broken.');
  }
  let deep: unknown = JSON.parse(mapText({}));
  for (let i = 0; i < 1_000; i++) deep = section(deep);
  expect(await said({ map: JSON.stringify(deep) })).toMatch(/^Its source map is (broken|too large)/);
  const elsewhere = { version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'https://other.example/x.map' }] };
  expect(await said({ map: JSON.stringify(elsewhere), asked })).toBe('Its source map is broken.');
  expect(new Set(asked)).toEqual(new Set(['https://app.example/assets/app.js.map']));
});

test('sources of sections are told apart, with their own line counts', async () => {
  const one = { ...JSON.parse(mapText({ source: 'a.ts', mappings: 'AAAA' })), sourcesContent: ['1'] };
  const two = { ...JSON.parse(mapText({ source: 'b.ts', mappings: 'UAoBI' })), sourcesContent: ['\n'.repeat(30)] };
  const sections = [one, two].map((map, i) => ({ offset: { line: i * 2, column: 0 }, map }));
  expect(await said({ map: JSON.stringify({ version: 3, sections }) })).toMatchObject({ line: 21 });
});

test('fifty megabytes are too large, in a file and in the script', async () => {
  const large = ' '.repeat(MAX_MAP_BYTES + 18 * 2 ** 20);
  expect(await said({ map: large })).toBe('Its source map is too large.');
  expect(await said({ named: `data:application/json,${large.replaceAll(' ', 'a')}` })).toBe(
    'Its source map is too large.',
  );
});

test('an answer after the time is over changes nothing', async () => {
  const control = new AbortController();
  const finding = originsOf(
    { url: SCRIPT, places: [PLACE], from: 'page' },
    scripted({ map: mapText({}) }),
    control.signal,
  );
  control.abort(new Unmapped('Its source map took too long.'));
  await expect(finding).rejects.toThrow('Its source map took too long.');
});
