import { expect, test } from '@playwright/test';
import { FakePage } from '../../core/fixtures/page';
import { reuseOn, shareRepeatedly, twenty } from '../../core/fixtures/scenes';
import { setUp, T0 } from '../fixtures/store';
import { createMemoryTransport } from '../transport/memory';
import { createStore } from './store';

test.describe('one document', () => {
  test('a link is told to observe and which patch is in force, even none', () => {
    const { transport, store } = setUp();
    const { commands } = transport.open({ key: 'a', provisionalPatch: 'reuse' });
    expect(commands).toEqual([
      { type: 'observe', intervalMs: 1000, paused: false },
      { type: 'patch', patch: 'none' },
    ]);
    store.setPatch('reuse');
    store.paused.value = true;
    store.settings.intervalMs.value = 5000;
    expect(commands.slice(2)).toEqual([
      { type: 'patch', patch: 'reuse' },
      { type: 'observe', intervalMs: 1000, paused: true },
      { type: 'observe', intervalMs: 5000, paused: true },
    ]);
    expect(transport.asked).toEqual(['patch reuse']);
    expect(transport.open({ key: 'b' }).commands).toContainEqual({ type: 'patch', patch: 'reuse' });
    store.dispose();
  });

  test('counts follow the page at every step: full first, then deltas', () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    const connection = page.connect();
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    for (let i = 0; i < 5; i++) {
      const sender = page.wait(1000).publish(connection);
      link.say(page.update());
      expect(store.selection.rows.value).toHaveLength(page.transceivers.length);
      page.wait(1000).unpublish(sender);
      link.say(page.update());
      expect(store.selection.rows.value.map((row) => row.transceiver)).toEqual(page.transceivers);
    }
    expect(store.results.result.value.publishing.sentence).toBe(
      '5 screen shares made 5 transceivers, 5 idle, none removed.',
    );
    expect(link.commands.filter((command) => command.type === 'resync')).toEqual([]);
    store.dispose();
  });

  test('kbit/s is measured between samples, and unknown before the second', () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    page.publish(page.connect());
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    expect(store.selection.rows.value[0]!.kbps).toBeNull();
    page.wait(1000).sample();
    link.say(page.update());
    expect(store.selection.rows.value[0]!.kbps).toBeGreaterThan(1000);
    store.dispose();
  });

  test('an idle sender keeps its last size, which Chrome’s statistics drop after five seconds', () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    const sender = page.publish(page.connect());
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    page.wait(1000).unpublish(sender);
    link.say(page.update());
    const before = store.selection.rows.value[0]!.estimate;
    sender.stats = {
      at: page.now,
      layers: sender.stats!.layers.map((layer) => ({ ...layer, width: null, height: null })),
    };
    page.wait(6000).unpublish(sender);
    link.say(page.update());
    expect(before.state).toBe('known');
    expect(store.selection.rows.value[0]!.estimate).toEqual(before);
    expect(store.documents.value[0]!.history.figures).toHaveLength(1);
    store.dispose();
  });

  test('a gap in seq asks for a resync, once; the full answer brings the lost log entries back', () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    const connection = page.connect();
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    page.wait(1000).publish(connection);
    page.update();
    page.wait(1000).publish(connection);
    link.say(page.update());
    link.say(page.update());
    expect(link.commands.filter((command) => command.type === 'resync')).toHaveLength(1);
    link.say(page.update(true));
    const [record] = store.documents.value;
    expect(record!.log.map((entry) => entry.n)).toEqual(page.log.map((entry) => entry.n));
    expect(record!.history.steps.filter((step) => step.why === 'published')).toHaveLength(2);
    expect(record!.droppedEntries).toBe(0);
    store.dispose();
  });

  test('a long log comes in pages, and is compared with the state only at its end', () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    shareRepeatedly(page, page.connect(), 700);
    const all = page.update(true);
    const { transceivers, connections, log } = all;
    expect(log.length).toBeGreaterThan(4000);
    const link = transport.open({ key: 'a' });
    link.say({ ...all, log: log.slice(0, 2000) });
    link.say({ ...all, full: false, seq: 1, transceivers: [], connections: [], log: log.slice(2000, 4000) });
    link.say({ ...all, full: false, seq: 2, transceivers: [], connections: [], log: log.slice(4000) });
    const [record] = store.documents.value;
    expect(record!.log).toHaveLength(log.length);
    expect(record!.history.steps).toHaveLength(log.filter((entry) => entry.type === 'state').length);
    expect(store.results.result.value.publishing.sentence).toBe(
      '700 screen shares made 700 transceivers, 699 idle, none removed.',
    );
    // A resync brings the same pages again: nothing is counted twice.
    link.say({ ...all, seq: 3, log: log.slice(0, 2000) });
    link.say({ ...all, full: false, seq: 4, transceivers: [], connections: [], log: log.slice(2000, 4000) });
    link.say({ ...all, full: false, seq: 5, transceivers, connections, log: log.slice(4000) });
    expect(record!.log).toHaveLength(log.length);
    expect(store.results.result.value.publishing.sentence).toMatch(/^700 screen shares made 700/);
    store.dispose();
  });

  test('our own log is bounded, the counts are not lost with it', { tag: '@slow' }, () => {
    const { transport, store } = setUp();
    const page = new FakePage('doc', T0);
    const connection = page.connect();
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    for (let i = 0; i < 40; i++) {
      shareRepeatedly(page, connection, 100);
      link.say(page.update());
    }
    const [record] = store.documents.value;
    expect(page.log.length).toBeGreaterThan(20_000);
    expect(record!.log).toHaveLength(20_000);
    expect(record!.droppedEntries).toBe(page.log.length - 20_000);
    expect(store.results.result.value.publishing.sentence).toMatch(/^4,?000 screen shares made 4,?000 transceivers/);
    store.dispose();
  });

  test('a bad message is counted and shown, destroys nothing, and does not ask in a loop', () => {
    const { transport, store, clock } = setUp();
    const page = twenty(T0);
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    for (let i = 0; i < 100; i++) {
      clock.now += 100;
      link.say({ type: 'update', v: 1, seq: 'x' });
      link.say(null);
    }
    expect(store.selection.rows.value).toHaveLength(26);
    expect(store.errorCount.value).toBe(200);
    expect(store.problems.list.value).toHaveLength(2);
    expect(link.commands.filter((command) => command.type === 'resync').length).toBeLessThan(5);
    link.say(page.update(true));
    expect(store.selection.rows.value).toHaveLength(26);
    store.dispose();
  });

  test('a delta before the first full update changes nothing', () => {
    const { transport, store } = setUp();
    const page = twenty(T0);
    const link = transport.open({ key: 'a' });
    link.say(page.update());
    expect(store.documents.value).toEqual([]);
    expect(link.commands).toContainEqual({ type: 'resync' });
    store.dispose();
  });

  test('DevTools opened at the end: the whole history and the idle estimate are there', () => {
    const { transport, store } = setUp();
    transport.open({ key: 'a' }).say(twenty(T0).update(true));
    const verdict = store.results.result.value.publishing;
    expect(verdict.state).toBe('growing');
    expect(verdict.primary!.idleEstimate).toMatchObject({ senders: 19, unknown: 0 });
    expect(store.documents.value[0]!.history.marks.filter((mark) => mark.type === 'publish')).toHaveLength(22);
    store.dispose();
  });

  test('a log that no longer begins at its beginning is said to be incomplete', () => {
    const { transport, store } = setUp();
    const page = twenty(T0);
    const update = page.update(true);
    update.log = update.log.slice(100);
    transport.open({ key: 'a' }).say(update);
    expect(store.results.result.value.publishing.sentence).toMatch(/^at least \d+ screen shares/);
    expect(store.documents.value[0]!.droppedEntries).toBe(100);
    store.dispose();
  });

  test('after a switch, publishes are counted from there', () => {
    const { transport, store } = setUp();
    transport.open({ key: 'a' }).say(reuseOn(T0).update(true));
    expect(store.results.result.value.publishing.state).toBe('stable');
    expect(store.unpatched.value).toHaveLength(1);
    store.setPatch('reuse');
    expect(store.unpatched.value).toHaveLength(0);
    store.dispose();
  });

  test('the answer to "store as global variable" goes to the transceiver', () => {
    const { transport, store } = setUp();
    const link = transport.open({ key: 'a' });
    link.say(twenty(T0).update(true));
    const [record] = store.documents.value;
    store.storeAsGlobal(record!, 4);
    expect(link.commands.at(-1)).toEqual({ type: 'global', transceiver: 4 });
    link.say({ type: 'global', transceiver: 4, name: 'temp1' });
    expect(record!.globals.value.get(4)).toBe('temp1');
    store.dispose();
  });
});

test.describe('documents come and go', () => {
  test('without Preserve log a navigation takes the gone documents away, in either order', () => {
    for (const closeFirst of [true, false]) {
      const { transport, store } = setUp();
      const link = transport.open({ key: 'a' });
      link.say(twenty(T0).update(true));
      if (closeFirst) link.close();
      transport.navigated('https://app.example/next');
      if (!closeFirst) link.close();
      expect(store.documents.value).toEqual([]);
      expect(store.url.value).toBe('https://app.example/next');
      store.dispose();
    }
  });

  test('with Preserve log it stays, gone, and its encoders are not counted any more', () => {
    const { transport, store, clock } = setUp();
    store.settings.preserveLog.value = true;
    const link = transport.open({ key: 'a' });
    link.say(twenty(T0).update(true));
    clock.now = T0 + 5000;
    link.close();
    transport.navigated('https://app.example/next');
    const [record] = store.documents.value;
    expect(record!.link.value).toMatchObject({ state: 'gone', at: T0 + 5000 });
    expect(record!.history.steps.filter((step) => step.why === 'removed')).toHaveLength(26);
    expect(store.selection.rows.value.every((row) => row.gone && row.estimate.state === 'none')).toBe(true);
    store.dispose();
  });

  test('what crashed is called so once it is known; what is back by then is not', () => {
    const { transport, store } = setUp();
    store.settings.preserveLog.value = true;
    const page = twenty(T0);
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    const record = store.documents.value[0]!;
    const said = () => record.link.value.state === 'gone' && record.link.value.why;
    const ends = () =>
      record.model
        .toData()
        .history.marks.filter(({ type }) => type === 'document')
        .map(({ text }) => text);
    link.close();
    expect(said()).toBe('frame or page went away');
    const before = record.historyVersion.value;
    link.crash('page');
    expect(said()).toBe('page crashed');
    expect(ends().slice(1)).toEqual(['page crashed']);
    expect(record.historyVersion.value).toBeGreaterThan(before);

    const back = transport.open({ key: 'a' });
    back.say(page.update(true));
    link.crash('frame');
    expect(record.link.value).toEqual({ state: 'live' });
    expect(ends().slice(1)).toEqual(['page crashed', 'Document is back']);
    // Of a link that told nothing there is nothing to say.
    transport.open({ key: 'b' }).crash('frame');
    store.dispose();
  });

  test('a bfcache return is the same document, live again', () => {
    const { transport, store, clock } = setUp();
    store.settings.preserveLog.value = true;
    const page = twenty(T0);
    const first = transport.open({ key: 'a' });
    first.say(page.update(true));
    first.close();
    clock.now += 4000;
    page.wait(4000);
    transport.open({ key: 'b' }).say(page.update(true));
    expect(store.documents.value).toHaveLength(1);
    const [record] = store.documents.value;
    expect(record!.link.value.state).toBe('live');
    expect(record!.log).toHaveLength(page.log.length);
    expect(store.results.result.value.publishing.primary!.idle).toBe(19);
    store.dispose();
  });

  test('a new link that opens before the old one closes does not end the document', () => {
    const { transport, store } = setUp();
    const page = twenty(T0);
    const first = transport.open({ key: 'a' });
    first.say(page.update(true));
    const second = transport.open({ key: 'a' });
    second.say(page.update(true));
    first.close();
    expect(store.documents.value[0]!.link.value.state).toBe('live');
    store.dispose();
  });

  test('Clear view hides what was before and touches nothing of the page', () => {
    const { transport, store, clock } = setUp();
    const page = new FakePage('doc', T0 - 60_000);
    const closed = page.connect();
    const open = page.connect();
    shareRepeatedly(page, open, 4);
    page.close(closed);
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    const gone = transport.open({ key: 'b' });
    gone.say(new FakePage('other', T0).update(true));
    gone.close();
    clock.now = T0 + 1000;
    const before = link.commands.length;
    store.clearView();
    expect(store.documents.value.map((each) => each.id)).toEqual(['doc']);
    expect(store.selection.groups.value[0]!.connections.map((each) => each.id)).toEqual([2]);
    expect(store.results.result.value.publishing.state).toBe('unknown');
    expect(link.commands).toHaveLength(before);
    store.dispose();
  });

  test('closing a connection ends its encoders in the history', () => {
    const { transport, store } = setUp();
    const page = twenty(T0);
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    page.wait(1000).close(page.connections[1]!);
    link.say(page.update());
    const steps = store.documents.value[0]!.history.steps;
    expect(steps.filter((step) => step.why === 'removed' && step.at === page.now)).toHaveLength(22);
    expect(store.selection.rows.value).toHaveLength(4);
    store.selection.scope.value = { document: 'doc-top', connection: 2 };
    expect(store.selection.rows.value.filter((row) => row.gone)).toHaveLength(22);
    store.dispose();
  });
});

test('settings are kept, the patch is not', () => {
  const { transport, store } = setUp();
  store.settings.intervalMs.value = 2000;
  store.settings.preserveLog.value = true;
  store.setPatch('reuse');
  store.dispose();
  const next = createStore(transport, () => T0);
  expect(next.settings.intervalMs.value).toBe(2000);
  expect(next.settings.preserveLog.value).toBe(true);
  expect(next.patch.value).toBe('none');
  next.dispose();
});

test('nonsense in the settings falls back', () => {
  const transport = createMemoryTransport();
  for (const key of ['intervalMs', 'preserveLog', 'window', 'sidebarWidth']) transport.settings.set(key, '<b>');
  const { settings, dispose } = createStore(transport, () => T0);
  expect([settings.intervalMs.value, settings.preserveLog.value, settings.window.value]).toEqual([1000, false, 'All']);
  dispose();
});

test('the same scene, later: an hour of samples does not pile up', () => {
  const { transport, store } = setUp();
  const page = twenty(T0);
  const link = transport.open({ key: 'a' });
  link.say(page.update(true));
  const [record] = store.documents.value;
  const before = record!.history.revision;
  for (let i = 0; i < 3600; i++) {
    page.wait(1000).sample();
    link.say(page.update());
  }
  expect(record!.history.revision).toBe(before);
  store.dispose();
});
