import { expect, test } from '@playwright/test';
import { culpritOf } from '../callsite/stack';
import { estimateOf } from '../estimate/memory';
import { twenty } from '../fixtures/scenes';
import { parseFilter } from './filter';
import type { Row } from './rows';
import { type SortKey, sortRows } from './sort';

const page = twenty(Date.UTC(2026, 0, 1));
const stacks = new Map(page.stacks);
const rows: Row[] = page.transceivers.map((transceiver) => ({
  key: String(transceiver.id),
  document: 'doc',
  transceiver,
  connection: `#${transceiver.connection}`,
  name: null,
  url: page.url,
  gone: false,
  kbps: transceiver.phase === 'sending' ? transceiver.id : null,
  estimate: estimateOf(transceiver),
  receiver: null,
  place: culpritOf(stacks.get(transceiver.madeStack ?? -1)).app,
}));
const found = (text: string) => rows.filter(parseFilter(text)).length;

test('filter by key, by text, and turned around', () => {
  expect(rows).toHaveLength(26);
  expect(found('')).toBe(26);
  expect(found('kind:video')).toBe(23);
  expect(found('kind:video direction:inactive')).toBe(19);
  expect(found('is:idle')).toBe(19);
  expect(found('-is:idle')).toBe(7);
  expect(found('is:released kind:audio')).toBe(0);
  expect(found('source:screen')).toBe(1);
  expect(found('codec:VP8')).toBe(21);
  expect(found('mid:2')).toBe(2);
  expect(found('share')).toBe(20);
  expect(found('FaceTime')).toBe(1);
  expect(found('current:recvonly')).toBe(4);
  expect(found('nothing-has-this')).toBe(0);
});

test('a half-typed filter never throws and hides nothing needlessly', () => {
  for (const text of ['-', ':', 'is:', 'kind:', '   ', '::', '-:', '((', '[a-'])
    expect(() => found(text)).not.toThrow();
  expect(found('kind:')).toBe(0 + rows.filter((row) => parseFilter('kind')(row)).length);
  expect(found('-')).toBe(26);
});

test('sorted by each column, unknown last, without changing the list given', () => {
  const keys: SortKey[] = [
    'connection',
    'index',
    'mid',
    'kind',
    'direction',
    'source',
    'codec',
    'size',
    'kbps',
    'idleSince',
    'estimate',
    'place',
  ];
  for (const key of keys) {
    for (const descending of [false, true]) expect(sortRows(rows, { key, descending })).toHaveLength(26);
  }
  expect(sortRows(rows, { key: 'kbps', descending: true }).at(-1)!.kbps).toBeNull();
  expect(sortRows(rows, { key: 'kbps', descending: true })[0]!.kbps).toBe(26);
  expect(sortRows(rows, { key: 'kbps', descending: false }).at(-1)!.kbps).toBeNull();
  const mids = sortRows(rows, { key: 'mid', descending: true }).map((row) => row.transceiver.mid);
  expect(mids[0]).toBe('21');
  expect(rows[0]!.transceiver.id).toBe(1);
});
