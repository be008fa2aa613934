import { expect, test } from '@playwright/test';
import { FakePage } from '../../../core/fixtures/page';
import { setUp, T0 } from '../../fixtures/store';

const typed = (mib: number) => ({ mib, typed: `${mib} MB`, note: '' });

test('a reading is stamped with its time and the page’s JS heap; Clear view drops what is older', () => {
  const { transport, store, clock } = setUp();
  store.readings.add(typed(100));
  const page = new FakePage('doc', T0);
  page.connect();
  transport.open({ key: 'doc' }).say(page.update(true));
  clock.now = T0 + 5_000;
  store.readings.add(typed(200));
  expect(store.readings.list.value.map(({ at, jsHeapBytes }) => [at, jsHeapBytes])).toEqual([
    [T0, null],
    [T0 + 5_000, 48_300_000],
  ]);
  clock.now = T0 + 5_001;
  store.clearView();
  expect(store.readings.list.value).toEqual([]);
  const kept = store.readings.add(typed(300));
  store.readings.remove(store.readings.add(typed(400)));
  expect(store.readings.list.value).toEqual([kept]);
  store.dispose();
});

test('only the newest readings are kept', () => {
  const { store, clock } = setUp();
  for (let i = 0; i < 600; i++) {
    clock.now += 1_000;
    store.readings.add(typed(i + 10));
  }
  expect(store.readings.list.value).toHaveLength(500);
  expect(store.readings.list.value.at(-1)!.mib).toBe(609);
  store.dispose();
});
