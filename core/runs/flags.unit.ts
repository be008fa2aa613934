import { expect, test } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import { playRun } from '../fixtures/runs';
import { shareRepeatedly } from '../fixtures/scenes';
import { T0 } from '../fixtures/time';
import type { DocumentModel } from '../model/document';
import { type FlagDocument, flagsOf } from './flags';

const documentOf = (record: DocumentModel, more: Partial<FlagDocument> = {}): FlagDocument => ({
  id: record.id,
  history: record.history,
  log: record.log,
  patch: record.patch,
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
