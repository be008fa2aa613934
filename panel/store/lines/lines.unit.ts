import { expect, test } from '@playwright/test';
import { parseStack } from '../../../core/callsite/stack';
import { FakePage } from '../../../core/fixtures/page';
import { createMemoryTransport } from '../../transport/memory';
import type { FoundLines, Opened, WantedLines } from '../../transport/transport';
import { createStore } from '../store';

const T0 = Date.UTC(2026, 0, 1);
const APP = 'https://app.example/assets/app-4f2c81.js';

/** Each line of the app's bundle comes from a line of its own of one source. */
const found = ({ places }: WantedLines): FoundLines => ({
  origins: places.map(({ line, column }) => ({ url: 'https://app.example/src/share.ts', line: line + 1_000, column })),
  why: null,
});

function setUp(find: (wanted: WantedLines) => FoundLines = found, opened?: Opened) {
  const asked: WantedLines[] = [];
  const transport = createMemoryTransport({
    opened,
    async findLines(wanted) {
      asked.push(wanted);
      return find(wanted);
    },
  });
  const page = new FakePage('doc', T0);
  const store = createStore(transport, () => page.now);
  const link = transport.open({ key: 'a' });
  const show = () => link.say(page.update(store.documents.value.length === 0));
  const share = () => {
    page.unpublish(page.wait(1_000).publish(page.connections[0] ?? page.connect()));
    show();
  };
  const ofApp = () => asked.filter(({ url }) => url === APP);
  return { store, page, link, asked, ofApp, share };
}

const places = (store: ReturnType<typeof createStore>) =>
  store.selection.rows.value.map(({ place }) => `${place?.url.split('/').pop()}:${place?.line}`);

test('without a click, all lines of a script at once, in the table, the findings, the log and the recording', async () => {
  const { store, ofApp, share } = setUp();
  for (let i = 0; i < 4; i++) share();
  expect(places(store)[0]).toBe('app-4f2c81.js:214');
  await expect.poll(() => places(store)).toEqual(Array(4).fill('share.ts:1214'));
  expect(ofApp()).toHaveLength(1);
  expect(ofApp()[0]!.from).toBe('page');
  expect(ofApp()[0]!.places.length).toBeGreaterThan(2);
  const [finding] = store.results.result.value.findings;
  expect(finding!.culprit.app).toMatchObject({ line: 1214, published: { url: APP, line: 214 } });
  const [record] = store.documents.value;
  for (const entry of record!.log) {
    if (entry.type !== 'call' || entry.stack === null) continue;
    for (const frame of parseStack(record!.stackOf(entry.stack)!)) {
      expect(frame.published).toBeDefined();
    }
  }
  expect(JSON.stringify(record!.model.toData().stacks)).toContain('src/share.ts:1214:9) <- at async share (');
  store.selection.filter.value = 'share.ts:1214';
  expect(store.selection.rows.value).toHaveLength(4);
  store.selection.filter.value = 'app-4f2c81.js:214';
  expect(store.selection.rows.value).toHaveLength(4);
  store.dispose();
});

test('lines that are known already are not asked for again', async () => {
  const { store, ofApp, share } = setUp();
  share();
  await expect.poll(() => places(store)).toEqual(['share.ts:1214']);
  share();
  await expect.poll(() => places(store)).toEqual(['share.ts:1214', 'share.ts:1214']);
  expect(ofApp()).toHaveLength(1);
  store.dispose();
});

test('a map that can’t be had is asked for once, and the reason stands beside the line', async () => {
  const why = 'Its source map took too long.';
  const { store, ofApp, share } = setUp(() => ({ origins: [], why }));
  share();
  await expect.poll(() => store.lines.reasons.value.get(APP)).toBe(why);
  for (let i = 0; i < 3; i++) share();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(ofApp()).toHaveLength(1);
  expect(places(store)).toEqual(Array(4).fill('app-4f2c81.js:214'));
  // Other servers may be asked: perhaps it was at one of those.
  store.settings.sourceMaps.value = 'scripts';
  await expect.poll(() => ofApp().map(({ from }) => from)).toEqual(['page', 'scripts']);
  store.dispose();
});

test('on a click only: nothing is asked for before, then all lines of that script', async () => {
  const mapped = { url: 'https://app.example/src/share.ts', line: 1214, column: 9 };
  const { store, asked, ofApp, share } = setUp(found, { mapped, why: null });
  store.settings.sourceMaps.value = 'click';
  share();
  share();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked).toEqual([]);
  await store.lines.open(store.selection.rows.value[0]!.place!);
  await expect.poll(() => places(store)).toEqual(['share.ts:1214', 'share.ts:1214']);
  expect(asked).toEqual(ofApp());
  expect(ofApp()).toHaveLength(1);
  store.dispose();
});

test('a page that is gone is asked for nothing, and what was found stays', async () => {
  const { store, link, ofApp, share } = setUp();
  store.settings.preserveLog.value = true;
  share();
  await expect.poll(() => places(store)).toEqual(['share.ts:1214']);
  share();
  link.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(ofApp()).toHaveLength(1);
  expect(places(store)[0]).toBe('share.ts:1214');
  store.dispose();
});

test('the same line is the same group before and after', async () => {
  const { store, share } = setUp();
  for (let i = 0; i < 4; i++) share();
  const before = store.results.result.value.findings.map(({ id, count }) => [id, count]);
  await expect.poll(() => places(store)[0]).toBe('share.ts:1214');
  expect(store.results.result.value.findings.map(({ id, count }) => [id, count])).toEqual(before);
  store.dispose();
});
