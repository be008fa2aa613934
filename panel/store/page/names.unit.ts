import { expect, test } from '@playwright/test';
import { FakePage } from '../../../core/fixtures/page';
import { setUp, T0 } from '../../fixtures/store';
import { connectionName } from './names';

/** A tab whose documents are named as its sidebar, its table and its log call their first connection. */
function tab() {
  const { transport, store } = setUp();
  let documents = 0;
  const open = (url: string, top = false) => {
    const id = `doc-${documents++}`;
    const page = new FakePage(id, T0, { url, top });
    page.publish(page.connect());
    const link = transport.open({ key: id, url });
    link.say(page.update(true));
    const record = store.documents.value.find((each) => each.id === id)!;
    return { page, link, record, name: () => connectionName(record, 1) };
  };
  const inTable = () => store.selection.rows.value.map((row) => row.connection);
  return { store, open, inTable };
}

test('one frame of a host is called by it; more of them by path, and by number where that is the same', () => {
  const { store, open, inTable } = tab();
  const top = open('https://app.example/room', true);
  const first = open('https://app.example/seat?user=1');
  expect([top.name(), first.name()]).toEqual(['#1', '#1 app.example']);
  const other = open('https://cdn.example/seat');
  const stage = open('https://app.example/room/7/stage');
  expect([first, other, stage].map(({ name }) => name())).toEqual([
    '#1 app.example/seat',
    '#1 cdn.example',
    '#1 app.example/…/stage',
  ]);
  const second = open('https://app.example/seat?user=2');
  const written = [open('about:srcdoc'), open('about:srcdoc')];
  const names = [first, second, stage, ...written].map(({ name }) => name());
  expect(names).toEqual([
    '#1 app.example/seat (1)',
    '#1 app.example/seat (2)',
    '#1 app.example/…/stage',
    '#1 about:srcdoc (1)',
    '#1 about:srcdoc (2)',
  ]);
  // Rows are made anew for a new name alone.
  expect(inTable().sort()).toEqual(['#1', '#1 cdn.example', ...names].sort());
  expect(new Set(store.selection.rows.value.map(({ url }) => url)).size).toBe(6);
  store.dispose();
});

test('a frame keeps its number when others come and go, and gets another with another address', () => {
  const { store, open } = tab();
  const frames = [1, 2, 3].map((user) => open(`https://app.example/seat?user=${user}`));
  const names = () => frames.map(({ name }) => name());
  expect(names()).toEqual(['#1 app.example/seat (1)', '#1 app.example/seat (2)', '#1 app.example/seat (3)']);
  frames[0]!.link.close();
  store.clearView();
  frames.shift();
  expect(names()).toEqual(['#1 app.example/seat (2)', '#1 app.example/seat (3)']);
  frames.push(open('https://app.example/seat?user=4'));
  expect(names()).toEqual(['#1 app.example/seat (2)', '#1 app.example/seat (3)', '#1 app.example/seat (4)']);
  const [moved] = frames;
  moved!.link.say({ ...moved!.page.update(), doc: { ...moved!.record.info.value, url: 'https://app.example/stage' } });
  expect(names()[0]).toBe('#1 app.example/stage');
  store.dispose();
});

test('two hundred frames of one address all have names of their own', () => {
  const { store, open } = tab();
  const frames = Array.from({ length: 200 }, () => open('https://app.example/seat'));
  expect(new Set(frames.map(({ name }) => name())).size).toBe(200);
  store.dispose();
});
