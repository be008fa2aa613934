import { expect, test } from '@playwright/test';
import { estimateOf } from '../../core/estimate/memory';
import { FakePage } from '../../core/fixtures/page';
import { twenty } from '../../core/fixtures/scenes';
import { setUp, T0 } from '../fixtures/store';

// What is worked out anew by an update, and what stays as it was.

test('a row keeps its identity while nothing in it changes', () => {
  const { transport, store } = setUp();
  const page = twenty(T0);
  const link = transport.open({ key: 'a' });
  link.say(page.update(true));
  const before = store.selection.allRows.value;
  page.wait(1000).sample();
  link.say(page.update());
  const same = store.selection.allRows.value.filter((row, i) => row === before[i]);
  expect(same).toHaveLength(26 - 3);

  // Of one that only goes on the estimate stays, too; at another size it is made anew.
  const sending = page.transceivers.find(({ phase, kind }) => phase === 'sending' && kind === 'video')!;
  const rowNow = () => store.selection.allRows.value.find(({ transceiver }) => transceiver.id === sending.id)!;
  const rowOnward = rowNow();
  page.wait(1000).sample();
  link.say(page.update());
  expect(rowNow().transceiver.stats!.at).toBe(page.now);
  expect(rowNow().estimate).toBe(rowOnward.estimate);
  page.wait(1000).sample();
  Object.assign(sending.stats!.layers[0]!, { width: 96, height: 54 });
  link.say(page.update());
  expect(rowNow().estimate).toEqual(estimateOf(rowNow().transceiver));
  expect(rowNow().estimate).not.toEqual(rowOnward.estimate);
  store.dispose();
});

test('what is found out of a publish later is history, but nothing that charts and lanes draw', () => {
  const { transport, store } = setUp();
  const page = new FakePage('doc', T0).wait(1_000);
  const connection = page.connect();
  const link = transport.open({ key: 'a' });
  link.say(page.update(true));
  const record = store.documents.value[0]!;
  const versions = () => [record.drawnVersion.value, record.historyVersion.value] as const;
  const [drawn] = versions();
  page.publish(connection);
  for (let i = 0; i < 3; i++) {
    link.say(page.update());
    page.wait(1_000).sample();
  }
  const [published, before] = versions();
  expect(published).toBeGreaterThan(drawn);
  for (let i = 0; i < 5; i++) {
    link.say(page.update());
    page.wait(1_000).sample();
  }
  expect(record.history.publishes.at(-1)!.settled).not.toBeNull();
  const [now, after] = versions();
  expect(now).toBe(published);
  expect(after).toBeGreaterThan(before);
  store.dispose();
});
