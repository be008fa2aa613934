import { expect, test } from '@playwright/test';
import { playRun } from '../../../core/fixtures/runs';
import { setUp, T0 } from '../../fixtures/store';

test('a run keeps its documents over a navigation, and ends with the next', () => {
  const { transport, store, clock } = setUp();
  const { page } = playRun({ id: 'one', from: T0, shares: 2 });
  const link = transport.open({ key: 'a' });
  link.say(page.update(true));
  store.runs.begin({ name: '  first  ' });
  clock.now += 5_000;
  link.close();
  transport.navigated('https://app.example/next');
  expect(store.documents.value).toEqual([]);
  transport.open({ key: 'b' }).say(playRun({ id: 'two', from: clock.now, shares: 2 }).page.update(true));
  clock.now += 60_000;
  store.setPatch('reuse');
  store.runs.begin({ fresh: true });
  const [first, second] = store.runs.list.value;
  expect(first).toMatchObject({ name: 'first', from: T0, to: T0 + 65_000, patch: 'none' });
  expect(first!.documents.map((each) => each.id)).toEqual(['one', 'two']);
  expect(second).toMatchObject({ name: 'Run 1, Reuse', to: null, patch: 'reuse', documents: [] });
  store.runs.check(first!.id);
  expect(store.runs.list.value[0]!.check!.verdict).toBe('INCONCLUSIVE');
  store.runs.rename(second!.id, '   ');
  store.runs.remove(first!.id);
  expect(store.runs.list.value.map(({ name }) => name)).toEqual(['Run 1, Reuse']);
  store.dispose();
});

test('all so far becomes a run that has ended', () => {
  const { transport, store } = setUp();
  expect(store.runs.keepSoFar()).toBeNull();
  transport.open({ key: 'a' }).say(playRun({ from: T0 - 60_000, shares: 4 }).page.update(true));
  store.runs.check(store.runs.keepSoFar()!);
  const [run] = store.runs.list.value;
  expect(run).toMatchObject({ name: 'Run 1, all so far', from: T0 - 60_000, to: T0, flags: [] });
  expect(run!.check!.verdict).toBe('FAIL');
  expect(store.runs.on.value).toBeNull();
  store.dispose();
});
