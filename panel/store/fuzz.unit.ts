import { expect, test } from '@playwright/test';
import { Forger } from '../../core/fixtures/hostile/forgeries';
import { FakePage } from '../../core/fixtures/page';
import { allClosed, downscaleOn, refusals, reuseOn, stopOn, twenty } from '../../core/fixtures/scenes';
import type { Update } from '../../protocol/messages';
import { parseFromDocument } from '../../protocol/validate';
import { setUp, T0 } from '../fixtures/store';
import type { DocumentRecord } from './page/document';
import type { Store } from './store';

/** What a real hook says: full, then a life of small updates. */
function recordedMessages(): Update[] {
  const pages = [twenty, reuseOn, stopOn, downscaleOn, refusals, allClosed].map((scene) => scene(T0));
  return pages.flatMap((page) => {
    const messages = [...page.updates, page.update(true)];
    const connection = page.connect();
    const sender = page.wait(500).publish(connection, { layers: 3 });
    messages.push(page.update());
    page.wait(1_000).sample();
    messages.push(page.update());
    page.wait(1_000).unpublish(sender);
    messages.push(page.update());
    page.wait(1_000).close(connection);
    messages.push(page.update());
    return messages;
  });
}

/** What the views read: none of it may throw. */
function look(store: Store): void {
  const { selection, results, downscaling } = store;
  for (const each of [selection.rows, selection.groups, results.result, results.growing, downscaling.forecast])
    void each.value;
  void [store.errorCount.value, store.patchEntries.value, store.unpatched.value, store.jsHeapBytes.value];
}

const snapshot = (record: DocumentRecord) => JSON.stringify(record.model.toData());
const recordOf = (store: Store, id: string) => store.documents.value.find((each) => each.id === id);

/** The good page goes on living while it is forged. */
function live(page: FakePage, step: number): Update {
  page.wait(1_000);
  const [connection] = page.connections;
  const last = page.transceivers.at(-1)!;
  if (step % 3 === 0 && last.phase === 'sending') page.unpublish(last);
  else if (step % 3 === 1) page.publish(connection!);
  page.sample();
  return page.update();
}

/** No list of one document or of the store gets longer, whatever it is told. */
const MOST = 20_000;

/** Sizes of all that a record or a store holds, by where it is held. */
function containers(root: object): Map<string, number> {
  const sizes = new Map<string, number>();
  const seen = new Set<object>();
  const walk = (path: string, value: unknown) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
    seen.add(value);
    if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      const size = Array.isArray(value) ? value.length : value.size;
      sizes.set(path, Math.max(size, sizes.get(path) ?? 0));
      const inner = [...(value instanceof Map ? value.values() : value)];
      // What is alike is of a like size: the ends will do.
      for (const each of [...inner.slice(0, 50), ...inner.slice(-50)]) walk(`${path}[]`, each);
      return;
    }
    // A signal keeps its value behind a getter.
    if ('peek' in value && typeof value.peek === 'function') return walk(path, value.peek());
    for (const key of Object.keys(value)) walk(`${path}.${key}`, (value as any)[key]);
  };
  walk('', root);
  return sizes;
}

const tooLong = (sizes: Map<string, number>) => [...sizes].filter(([, size]) => size > MOST);

/**
 * Forges on the links of other documents and, where `own`, on the good document's own, while the
 * good page lives on. Beside it the same page is told to a store of its own that nobody disturbs.
 */
function fuzz(count: number, seed: number, own: boolean) {
  const { transport, store, clock } = setUp();
  const calm = setUp();
  const page = twenty(T0);
  const good = transport.open({ key: 'good' });
  const same = calm.transport.open({ key: 'good' });
  const tell = (message: Update) => {
    good.say(structuredClone(message));
    same.say(structuredClone(message));
  };
  tell(page.update(true));
  const recorded = recordedMessages().map((each, i) => ({
    ...each,
    // A third claims to be the good document: its id has leaked.
    doc: { ...each.doc, id: ['doc-top', 'doc-frame', `doc-${i}`][i % 3]! },
  }));
  const forger = new Forger(recorded, seed);
  let others = Array.from({ length: 5 }, (_, i) => transport.open({ key: `other-${i}`, frameId: i + 1 }));
  let accepted = 0;
  let opened = 5;
  for (let i = 0; i < count; i++) {
    clock.now += 20;
    calm.clock.now = clock.now;
    const message = forger.next();
    if (parseFromDocument(message).ok) accepted += 1;
    (own && i % 2 ? good : forger.pick(others)).say(message);
    if (i % 50 === 0) {
      if (!own) tell(live(page, i / 50));
      look(store);
    }
    if (i % 97 === 0) {
      const [leaving] = others;
      leaving!.close();
      others = [...others.slice(1), transport.open({ key: `other-${opened++}`, frameId: opened })];
    }
    if (i % 1_009 === 0) transport.navigated('https://app.example/next');
  }
  const finish = () => {
    store.dispose();
    calm.store.dispose();
  };
  return { store, calm: calm.store, page, good, tell, accepted, finish };
}

for (const [title, count] of [
  ['2,000 forged messages', 2_000],
  ['@full 100,000 forged messages', 100_000],
] as const) {
  test.describe(title, { tag: '@slow' }, () => {
    test.setTimeout(count > 10_000 ? 600_000 : 60_000);

    test('on the links of others: the good document is as if nobody had forged', () => {
      const { store, calm, accepted, good, finish } = fuzz(count, 1, false);
      // Neither all refused nor all let through, or this would try nothing.
      expect(accepted / count).toBeGreaterThan(0.3);
      expect(accepted / count).toBeLessThan(0.8);
      expect(snapshot(recordOf(store, 'doc-top')!)).toBe(snapshot(recordOf(calm, 'doc-top')!));
      expect(good.commands.filter(({ type }) => type === 'resync')).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as any).polluted).toBeUndefined();
      finish();
    });

    test('on its own link: one resync shows the true state', () => {
      const { store, page, tell, finish } = fuzz(count, 2, true);
      page.wait(count * 20);
      tell(page.update(true));
      const record = recordOf(store, 'doc-top')!;
      expect([...record.connections.value.values()]).toEqual(page.connections);
      expect([...record.transceivers.value.values()].map(({ id, phase, index }) => [id, phase, index])).toEqual(
        page.transceivers.map(({ id, phase, index }) => [id, phase, index]),
      );
      expect(record.info.value).toEqual({ id: page.id, url: page.url, top: page.top, startedAt: page.startedAt });
      expect([record.patch.value, record.captures.value]).toEqual(['none', []]);
      store.selection.scope.value = { document: 'doc-top', connection: page.connections[0]!.id };
      expect(store.selection.rows.value.map((row) => row.transceiver.id)).toEqual(
        page.transceivers.filter(({ connection }) => connection === page.connections[0]!.id).map(({ id }) => id),
      );
      look(store);
      const sizes = containers({ documents: store.documents, problems: store.problems.list });
      expect(tooLong(sizes)).toEqual([]);
      expect(store.documents.value.length).toBeLessThanOrEqual(60);
      expect(sizes.get('.problems')).toBeLessThanOrEqual(100);
      finish();
    });
  });
}

test('a document that names ever new things is forgotten, the oldest first', { tag: '@slow' }, () => {
  const { transport, store } = setUp();
  const page = twenty(T0);
  const link = transport.open({ key: 'a' });
  const base = page.update(true);
  link.say(base);
  const [connection] = base.connections;
  const sending = base.transceivers.find(({ phase }) => phase === 'sending')!;
  const step = base.log.find((entry) => entry.type === 'state' && entry.why === 'published')!;
  const BATCH = 1_000;
  let seq = base.seq;
  for (let i = 1; i <= (MOST + 2_000) / BATCH; i++) {
    const at = T0 + i * 1_000;
    const fresh = (j: number) => i * BATCH + j;
    const many = <T>(make: (id: number) => T) => Array.from({ length: BATCH }, (_, j) => make(fresh(j)));
    link.say({
      ...base,
      seq: ++seq,
      full: false,
      at,
      connections: many((id) => ({ ...connection, id, closedAt: id % 2 ? at : null })),
      transceivers: many((id) => ({
        ...sending,
        id,
        connection: connection!.id,
        stats: { at, layers: [{ ...sending.stats!.layers[0], ssrc: id }] },
      })),
      log: many((id) => ({ ...step, at, n: base.log.length + id - BATCH, transceiver: id })),
      stacks: many((id) => [id, '']),
      errors: [{ at, where: `place ${i}`, message: 'x', count: 1 }],
    });
    for (let j = 0; j < 50; j++) link.say({ type: 'global', transceiver: fresh(j), name: 'temp1' });
    link.say({ type: `no message ${i}` });
  }
  const sizes = containers({ documents: store.documents, problems: store.problems.list });
  expect(tooLong(sizes)).toEqual([]);
  expect([...sizes.keys()].join()).toContain('.series.lines');
  const record = recordOf(store, 'doc-top')!;
  // The newest are there.
  expect(record.transceivers.value.has(((MOST + 2_000) / BATCH) * BATCH + BATCH - 1)).toBe(true);
  link.say(page.update(true));
  expect(record.transceivers.value.size).toBe(page.transceivers.length);
  store.dispose();
});

test('a link tells of one document, and of none that another link tells of', () => {
  const { transport, store } = setUp();
  const page = twenty(T0);
  transport.open({ key: 'good' }).say(page.update(true));
  const bad = transport.open({ key: 'bad', frameId: 3 });
  bad.say({ ...page.update(true), connections: [], transceivers: [] });
  expect(store.selection.rows.value).toHaveLength(26);
  for (let i = 0; i < 100; i++) bad.say(new FakePage(`made-up ${i}`, T0).update(true));
  expect(store.documents.value.map(({ id }) => id)).toEqual(['doc-top', 'made-up 0']);
  expect(store.problems.list.value).toHaveLength(1);
  store.dispose();
});
