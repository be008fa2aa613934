import { expect, test } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import { playRun } from '../fixtures/runs';
import { shareRepeatedly } from '../fixtures/scenes';
import { setUp, T0 } from '../fixtures/store';
import type { DocumentRecord } from '../store/document';
import { type FlagDocument, flagsOf } from './runs';

const documentOf = (record: DocumentRecord, more: Partial<FlagDocument> = {}): FlagDocument => ({
  id: record.id,
  history: record.history,
  log: record.log,
  patch: record.patch.value,
  incompleteBefore: false,
  ...more,
});

const span = (from: number, patch: Patch = 'none') => ({ from, to: null, patch });

test('patched from the page’s beginning: no flag', () => {
  const { record } = playRun({ from: T0, shares: 3, patch: 'reuse' });
  expect(flagsOf(span(T0 - 100, 'reuse'), [documentOf(record)])).toEqual([]);
});

test('begun after the page had published under the patch', () => {
  const { record } = playRun({ from: T0, shares: 3, patch: 'reuse' });
  const from = record.history.publishes[1]!.at - 1;
  expect(flagsOf(span(from, 'reuse'), [documentOf(record)])).toEqual(['patched-before']);
});

test('a switch in it is an intervention, also where nothing was published after it', () => {
  const { record, page } = playRun({ from: T0, shares: 3 });
  page.switchPatch('reuse');
  record.apply(page.update());
  expect(flagsOf(span(T0 - 100), [documentOf(record)])).toEqual(['patch-changed']);
  shareRepeatedly(page, page.connections[0]!, 2);
  record.apply(page.update());
  expect(flagsOf(span(T0 - 100), [documentOf(record)])).toEqual(['patch-changed']);
  expect(flagsOf(span(page.now - 1, 'reuse'), [documentOf(record)])).toEqual(['patched-before']);
});

test('all of it under another patch than it began with', () => {
  const { record } = playRun({ from: T0, shares: 3, patch: 'stop' });
  expect(flagsOf(span(T0 - 100, 'none'), [documentOf(record)])).toEqual(['patch-changed']);
});

test('frames with different patches, where both published', () => {
  const top = playRun({ id: 'top', from: T0, shares: 2, patch: 'reuse' });
  const frame = playRun({ id: 'frame', from: T0, shares: 2 });
  const both = [documentOf(top.record), documentOf(frame.record)];
  expect(flagsOf(span(T0 - 100, 'reuse'), both)).toEqual(['frames-differ']);
  const quiet = playRun({ id: 'frame', from: T0, shares: 0 });
  expect(flagsOf(span(T0 - 100, 'reuse'), [both[0]!, documentOf(quiet.record)])).toEqual([]);
});

test('altered by hand; incomplete, unless that was so before the run began', () => {
  const { record, page } = playRun({ from: T0, shares: 2 });
  page.downscale();
  record.apply(page.update());
  record.history.incomplete = true;
  expect(flagsOf(span(T0 - 1), [documentOf(record)])).toEqual(['altered-by-hand', 'incomplete']);
  expect(flagsOf(span(T0 - 1), [documentOf(record, { incompleteBefore: true })])).toEqual(['altered-by-hand']);
});

test('the store: a run keeps its documents over a navigation, and ends with the next', () => {
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

test('the store: all so far becomes a run that has ended', () => {
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
