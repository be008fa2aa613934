import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { fixtureDump } from '../../../core/files/importers/webrtc-internals/fixtures/dump';
import { recordingOf } from '../../../core/fixtures/recordings';
import { oneCamera, twenty } from '../../../core/fixtures/scenes';
import { setUp, T0 } from '../../fixtures/store';
import { createFiles } from './files';
import { matches, worstFirst } from './many';

const found = (name: string, content: string) => ({ name, file: new File([content], name.split('/').at(-1)!) });
const CALLS = [
  found('monday/one.json', JSON.stringify(recordingOf(oneCamera(T0)))),
  found('monday/notes.txt', 'slow'),
  found('monday/picture.png', ''),
  found('.git/config', ''),
  found('dump.txt', fixtureDump('growing')),
  found('twenty.json', JSON.stringify(recordingOf(twenty(T0)))),
];

function filesOf() {
  const { store } = setUp();
  return createFiles({ live: store, viewerHtml: null });
}

test('several files are listed, the worst first; one that can’t be read does not keep the others from it', async () => {
  const files = filesOf();
  await files.openAll(CALLS);
  expect(files.opened.value).toBeNull();
  expect(files.many.done.value).toBeNull();
  const list = [...files.many.list.value!].sort(worstFirst);
  expect(list.map(({ name, summary, problem }) => [name, summary?.state ?? problem])).toEqual([
    ['twenty.json', 'growing'],
    ['dump.txt', 'growing'],
    ['monday/one.json', 'unknown'],
    ['monday/notes.txt', 'The file is text, but no JSON.'],
    ['.git/config', 'a hidden folder'],
    ['monday/picture.png', 'a .png file holds no call'],
  ]);
  expect(list[0]!.summary).toMatchObject({ idle: 19, unknown: 0, connections: 2, browser: 'Chrome 156' });
  expect(list[0]!.summary!.idleMib.low).toBeCloseTo(19 * 70.436 * 0.96, 0);
  const search = (text: string) => list.filter((each) => matches(each, text)).map(({ name }) => name);
  expect(search('monday JSON')).toEqual(['monday/one.json', 'monday/notes.txt']);
  expect(search('growing share')).toEqual(['twenty.json']);
  expect(search('')).toHaveLength(6);
});

test('one of them is opened, and the way back leads to the list', async () => {
  const files = filesOf();
  await files.openAll(CALLS);
  await files.open(CALLS[5]!.file);
  expect(files.opened.value!.name).toBe('twenty.json');
  files.back();
  expect(files.opened.value).toBeNull();
  expect(files.many.list.value).toHaveLength(6);
  files.many.close();
  expect(files.many.list.value).toBeNull();
});

test('two are compared: the runs of both side by side', async () => {
  const files = filesOf();
  await files.openAll(CALLS);
  const [one, dump] = ['monday/one.json', 'dump.txt'].map(
    (wanted) => files.many.list.value!.find(({ name }) => name === wanted)!,
  );
  await files.compare(one!, dump!);
  const { runs, ui } = files.shown.value;
  expect(runs.list.value.map(({ file }) => file)).toEqual(['one.json', 'dump.txt']);
  expect(ui.compared.value).toEqual({ a: runs.list.value[0]!.id, b: runs.list.value[1]!.id });
  expect(ui.tab.value).toBe('runs');
});

test('three are compared: one table, a column each; one that can’t be read is no column', async () => {
  const files = filesOf();
  await files.openAll(CALLS);
  const [one, dump, twenty, notes] = ['monday/one.json', 'dump.txt', 'twenty.json', 'notes.txt'].map(
    (wanted) => files.many.list.value!.find(({ name }) => name.endsWith(wanted))!,
  );
  await files.compare(one!, notes!, dump!, twenty!);
  const { runs, ui } = files.shown.value;
  expect(runs.list.value.map(({ file }) => file)).toEqual(['one.json', 'dump.txt', 'twenty.json']);
  expect(ui.columns.value).toEqual(runs.list.value.map(({ id }) => id));
  expect(runs.list.value[1]!.environment).toMatchObject({ platform: 'Linux' });
});

test('one file is opened as always; canceled, what was read stays', async () => {
  const files = filesOf();
  await files.openAll([CALLS[5]!]);
  expect(files.opened.value!.name).toBe('twenty.json');
  expect(files.many.list.value).toBeNull();
  files.back();
  const done = files.openAll(CALLS);
  while (!files.many.list.value?.[0]?.summary) await new Promise((resolve) => setTimeout(resolve));
  files.many.cancel();
  await done;
  expect(files.many.list.value!.at(-1)).toMatchObject({ summary: null, problem: null });
});

test('an archive of several recordings is listed by its parts, one of which is opened', async () => {
  const files = filesOf();
  const zip = zipSync({
    'a/one.json': strToU8(JSON.stringify(recordingOf(oneCamera(T0)))),
    'b/dump.txt': strToU8(fixtureDump('growing')),
  });
  await files.openAll([
    found('notes.txt', 'slow'),
    { name: 'calls.zip', file: new File([zip as Uint8Array<ArrayBuffer>], 'calls.zip') },
  ]);
  expect(files.many.list.value?.map(({ summary }) => summary?.state)).toEqual([undefined, 'unknown', 'growing']);
  const [, , dump] = files.many.list.value!;
  expect(dump!.name).toContain('b/dump.txt');
  await files.open(dump!.file, dump!.part);
  expect(files.opened.value).toMatchObject({ name: 'calls.zip: b/dump.txt', source: 'webrtc-internals' });
  expect(files.shown.value.runs.list.value).toHaveLength(1);
});

test('an archive of several recordings becomes a list, also where it is the only file; one that is broken is in it', async () => {
  const files = filesOf();
  const archive = (texts: Record<string, string>) =>
    new File(
      [
        zipSync(
          Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])),
        ) as Uint8Array<ArrayBuffer>,
      ],
      'calls.zip',
    );
  const one = JSON.stringify(recordingOf(oneCamera(T0)));
  await files.open(archive({ '1.json': one, 'notes.txt': 'slow', '2.txt': fixtureDump('growing') }));
  expect(files.opened.value).toBeNull();
  expect(files.problem.value).toBeNull();
  expect(files.many.list.value?.map(({ name, summary, problem }) => [name, summary?.state, problem])).toEqual([
    ['calls.zip: 1.json', 'unknown', null],
    ['calls.zip: notes.txt', undefined, 'The file is text, but no JSON.'],
    ['calls.zip: 2.txt', 'growing', null],
  ]);
  const [, , dump] = files.many.list.value!;
  await files.open(dump!.file, dump!.part);
  expect(files.opened.value?.name).toBe('calls.zip: 2.txt');
  files.back();
  expect(files.many.list.value).toHaveLength(3);
  files.many.close();

  await files.open(archive({ '1.json': one, 'notes.txt': 'slow' }));
  expect(files.opened.value?.name).toBe('calls.zip: 1.json');
  expect(files.many.list.value).toBeNull();
  expect(files.problem.value).toMatchObject({
    name: 'calls.zip',
    partly: true,
    sentence: '1 of the 2 files in it can’t be read; the first is "notes.txt": The file is text, but no JSON.',
  });
});
