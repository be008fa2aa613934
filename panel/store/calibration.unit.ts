import { expect, test } from '@playwright/test';
import { estimateOf } from '../../core/estimate/memory';
import { calibrationOf } from '../../core/fixtures/calibration';
import { ENVIRONMENT, recordingOf } from '../../core/fixtures/recordings';
import { twenty } from '../../core/fixtures/scenes';
import { T0 } from '../../core/fixtures/time';
import { createMemoryTransport } from '../transport/memory';
import { createFiles } from './files/files';
import { createStore } from './store';

const OWN = 4 + 60 * 2.0736;
const fileOf = (content: unknown, name = 'mine.json') =>
  new File([typeof content === 'string' ? content : JSON.stringify(content)], name);

/** A panel over a file that was recorded on the calibrated machine. */
async function opened(settings = createMemoryTransport().settings) {
  const transport = { ...createMemoryTransport(), settings };
  const files = createFiles({ live: createStore(transport, () => T0), viewerHtml: null });
  await files.open(fileOf(recordingOf(twenty(T0)), 'call.json'));
  return { files, settings, store: files.opened.value!.store };
}

/** MiB of an idle 1080p share. */
function figure({ store }: Awaited<ReturnType<typeof opened>>): number {
  const [share] = store.selection.allRows.value.filter(
    ({ transceiver: { kind, phase } }) => kind === 'video' && phase === 'idle',
  );
  const estimate = estimateOf(share!.transceiver);
  return estimate.state === 'known' ? (estimate.low + estimate.high) / 2 : Number.NaN;
}

test('a calibration that is opened or dropped changes the figures, is kept, and can be removed', async () => {
  const panel = await opened();
  const builtIn = figure(panel);
  expect(builtIn).toBeLessThan(80);
  await panel.files.open(fileOf(calibrationOf()));
  expect(panel.files.problem.value).toBeNull();
  expect(panel.store.ui.drawer.value).toBe('settings');
  expect(panel.store.inForce.value).toMatchObject({ because: [], fits: { date: '2026-11-26' } });
  expect(figure(panel)).toBeCloseTo(OWN, 6);

  const again = await opened(panel.settings);
  await expect.poll(() => figure(again)).toBeCloseTo(OWN, 6);

  panel.store.calibration.remove();
  expect(figure(panel)).toBe(builtIn);
  expect((await opened(panel.settings)).store.inForce.value).toBeNull();
});

const bad: [string, unknown, RegExp][] = [
  ['no JSON', 'constant = 3', /^This is no JSON/],
  ['another file', { a: 1 }, /^This is no calibration/],
  ['a newer version', { ...calibrationOf(), version: 9 }, /has version 9/],
  ['a damaged one', { ...calibrationOf(), cores: -1 }, /"cores" must be a whole number, 1 or more, but is -1\.$/],
  ['a large one', `{"format": "transceiver-inspector-calibration", "x": "${'x'.repeat(300_000)}"}`, /more than 256 kB/],
];
for (const [name, content, sentence] of bad) {
  test(`bad input gets a sentence, and what was loaded stays: ${name}`, async () => {
    const panel = await opened();
    await panel.store.calibration.load(fileOf(calibrationOf()));
    await panel.store.calibration.load(fileOf(content, 'bad.json'));
    expect(panel.store.calibration.problem.value).toMatchObject({ name: 'bad.json' });
    expect(panel.store.calibration.problem.value!.sentence).toMatch(sentence);
    expect(figure(panel)).toBeCloseTo(OWN, 6);
    await panel.store.calibration.load(fileOf(calibrationOf()));
    expect(panel.store.calibration.problem.value).toBeNull();
  });
}

test('settings that were damaged leave the built-in figures, with a sentence', async () => {
  const { settings } = createMemoryTransport();
  settings.set('calibration', '{"format":');
  const panel = await opened(settings);
  await expect.poll(() => panel.store.calibration.problem.value?.sentence).toMatch(/^This is no JSON/);
  expect(figure(panel)).toBeLessThan(80);
});

test('a customer’s file is not estimated by this machine’s calibration, unless it names such a machine', async () => {
  const panel = await opened();
  await panel.store.calibration.load(fileOf(calibrationOf({ platform: 'macOS' })));
  expect(panel.store.inForce.value).toMatchObject({
    fits: null,
    because: ['It was measured on macOS; this is Linux.'],
  });
  expect(figure(panel)).toBeLessThan(80);
  panel.store.browser.value = { ...ENVIRONMENT, platform: 'macOS' };
  expect(figure(panel)).toBeCloseTo(OWN, 6);
  expect(panel.store.uncalibrated.value).toEqual([]);
});
