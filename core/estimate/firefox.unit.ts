import { expect, test } from '@playwright/test';
import type { SourceType, TransceiverState } from '../../protocol/state';
import { FakePage } from '../fixtures/page';
import { DocumentModel } from '../model/document';
import { FIREFOX, firefoxFitFor } from './coefficients/firefox';
import { formulaOf } from './formula';
import { estimateOf } from './memory';

/** A page in Firefox whose one share has ended: its stats name no content, mode or encoder. */
function idle(type: SourceType, engine: 'firefox' | 'chromium' = 'firefox') {
  const page = new FakePage('doc', 0);
  const made = page.publish(page.connect(), { source: type });
  const layer = { ...made.stats!.layers[0]!, width: 1280, height: 720, contentType: null, encoder: null };
  Object.assign(made, { stats: { at: 0, layers: [{ ...layer, scalabilityMode: null }] } });
  const model = new DocumentModel(page.update(true).doc, 'recording', engine);
  model.apply(page.update(true));
  page.unpublish(made);
  model.apply(page.update());
  return { model, state: [...model.transceivers.values()][0]! };
}

const known = (state: TransceiverState) => {
  const estimate = estimateOf(state);
  if (estimate.state !== 'known') throw new Error(estimate.why);
  return { ...estimate, middle: (estimate.low + estimate.high) / 2 };
};

/** MiB per unpublished sender, measured by hand before there was a benchmark. */
for (const [type, mib] of [
  ['canvas', 47.8],
  ['camera', 47.8],
  ['screen', 38.4],
] as const) {
  test(`an idle ${type} in Firefox is estimated by Firefox's coefficients, near what was measured first`, () => {
    const { state } = idle(type);
    expect(state.track).toBeNull();
    const { middle, terms } = known(state);
    expect(Math.abs(middle / mib - 1)).toBeLessThan(0.1);
    const lines = formulaOf(terms);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^Firefox VP8, /);
    expect(lines[1]).toMatch(/^Firefox, last frame and copies, .* Mpx \(1280×720, size of its last track\)/);
  });
}

test('where the content is not known, the estimate goes from a display to a camera', () => {
  const unknown = known(idle('unknown').state);
  expect(unknown.low).toBeLessThan(known(idle('screen').state).low + 2.5);
  expect(unknown.high).toBeGreaterThan(known(idle('camera').state).high - 0.5);
  const fit = firefoxFitFor({ codec: 'video/vp8' }, { source: null })!;
  const { vp8Camera, vp8Screen } = FIREFOX.fits;
  expect(fit.perMpx * (1 - fit.error)).toBeLessThanOrEqual(vp8Screen.perMpx);
  expect(fit.perMpx * (1 + fit.error)).toBeGreaterThanOrEqual(vp8Camera.perMpx);
});

test('a downscaled sender keeps its last frame in Firefox', () => {
  const { state } = idle('canvas');
  const { low, high } = known({ ...state, downscaled: 'button', lastSize: { width: 1280, height: 720 } });
  // Measured: 7.2 MiB.
  expect(low).toBeLessThan(7.3);
  expect(low).toBeGreaterThan(6.5);
  expect(high).toBeGreaterThan(7.1);
  expect(high).toBeLessThan(8);
});

test('a codec that is a name of every object is none', () => {
  expect(firefoxFitFor({ codec: 'video/constructor' }, { source: 'canvas' })).toBeNull();
});

test('a share too short for Firefox to name its codec is unknown, and says why', () => {
  const { state } = idle('canvas');
  const layers = state.stats!.layers.map((layer) => ({ ...layer, codec: null }));
  const estimate = estimateOf({ ...state, stats: { at: 0, layers } });
  expect(estimate).toMatchObject({ state: 'unknown', why: expect.stringContaining('name no codec') });
});

test('H264 was not measured in Firefox: unknown, never another browser’s figure', () => {
  const { state } = idle('canvas');
  const layers = state.stats!.layers.map((layer) => ({ ...layer, codec: 'video/h264' }));
  expect(estimateOf({ ...state, stats: { at: 0, layers } })).toMatchObject({ state: 'unknown' });
});

test('a file keeps the page’s own facts, and its browser decides when it is opened', () => {
  const { model, state } = idle('screen');
  const data = structuredClone(model.toData());
  expect(JSON.stringify(data)).not.toContain('"firefox"');
  const opened = (engine: 'firefox' | 'chromium') =>
    known([...DocumentModel.from(data, 'recording', engine).transceivers.values()][0]!);
  expect(opened('firefox').middle).toBe(known(state).middle);
  expect(opened('chromium').middle).toBe(known(idle('screen', 'chromium').state).middle);
  const told = DocumentModel.from(data, 'recording');
  told.setEngine('firefox');
  expect(known([...told.transceivers.values()][0]!).middle).toBe(known(state).middle);
});

test('findings take a file’s coefficients as the table does', () => {
  const { model } = idle('canvas');
  for (const engine of ['firefox', 'chromium'] as const) {
    const opened = DocumentModel.from(model.toData(), 'recording', engine);
    expect(opened.judged).toEqual(opened.transceivers);
    model.setEngine(engine);
    expect(model.judged).toEqual(model.transceivers);
  }
});
