import { expect, test } from '@playwright/test';
import { fixtureDump } from '../../../core/files/importers/webrtc-internals/fixtures/dump';
import { recordingOf } from '../../../core/fixtures/recordings';
import { oneCamera, twenty } from '../../../core/fixtures/scenes';
import { setUp, T0 } from '../../fixtures/store';
import { createFiles } from './files';

const fileOf = (name: string, content: string) => new File([content], name);
const good = () => JSON.stringify(recordingOf(twenty(T0)));

test('a file is looked at beside the page, and the way back leads there', async () => {
  const { store } = setUp();
  const files = createFiles({ live: store, viewerHtml: null });
  expect(files.shown.value).toBe(store);
  await files.open(fileOf('call.json', good()));
  expect(files.reading.value).toBeNull();
  expect(files.opened.value).toMatchObject({ name: 'call.json', source: 'recording' });
  const { shown } = files;
  expect(shown.value.transport.hasPage).toBe(false);
  expect(shown.value.results.result.value.state).toBe('growing');
  expect(shown.value.readings.list.value).toHaveLength(1);
  expect(shown.value.runs.list.value.map(({ name, file }) => [name, file])).toEqual([
    ['Run 1, unpatched', 'call.json'],
  ]);
  files.back();
  expect(shown.value).toBe(store);
});

test('what was open stays on bad input, and the sentence goes with the next good one', async () => {
  const { store } = setUp();
  const files = createFiles({ live: store, viewerHtml: null });
  await files.open(fileOf('good.json', good()));
  await files.open(fileOf('bad.json', good().slice(0, 1000)));
  expect(files.problem.value).toMatchObject({ name: 'bad.json' });
  expect(files.problem.value!.sentence).toContain('ends too early');
  expect(files.opened.value!.name).toBe('good.json');
  await files.open(fileOf('other.json', JSON.stringify(recordingOf(oneCamera(T0)))));
  expect(files.problem.value).toBeNull();
  expect(files.opened.value!.name).toBe('other.json');
});

test('canceled: nothing is opened and nothing is said', async () => {
  const { store } = setUp();
  const files = createFiles({ live: store, viewerHtml: null });
  const done = files.open(fileOf('dump.txt', fixtureDump('growing')));
  files.reading.value!.cancel();
  await done;
  expect(files.opened.value).toBeNull();
  expect(files.reading.value).toBeNull();
  expect(files.problem.value).toBeNull();
});

test('a dump’s whole is a run, to compare the page’s with', async () => {
  const { store } = setUp();
  const files = createFiles({ live: store, viewerHtml: null });
  await files.addRuns(fileOf('dump.txt', fixtureDump('growing')));
  expect(files.opened.value).toBeNull();
  expect(store.runs.list.value).toMatchObject([{ name: 'dump.txt', file: 'dump.txt', patch: 'none' }]);
  expect(store.runs.list.value[0]!.documents.length).toBe(2);
});
