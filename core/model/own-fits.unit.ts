import { expect, test } from '@playwright/test';
import { FITS } from '../estimate/coefficients/coefficients';
import { ownFitsOf } from '../estimate/coefficients/own/own-fits';
import { estimateOf } from '../estimate/memory';
import { calibrationOf } from '../fixtures/calibration';
import { FakePage } from '../fixtures/page';
import { ENVIRONMENT, recordOf } from '../fixtures/recordings';
import { applyCalibration } from './calibrate';

const own = ownFitsOf(calibrationOf(), ENVIRONMENT)!;
const middle = ({ low, high }: { low: number; high: number }) => (low + high) / 2;
const MPX = 0.9216;
const BUILT_IN = FITS.vp8Screen.constant + FITS.vp8Screen.perMpx * MPX;
const OWN = 4 + 60 * MPX;

/** A page with two idle 720p shares, the second of which was downscaled. */
function recorded() {
  const page = new FakePage('doc', 0);
  const connection = page.connect();
  const [one, two] = [page.publish(connection), page.publish(connection)];
  const model = recordOf(page, 2);
  page.wait(1000).unpublish(one);
  page.unpublish(two);
  model.apply(page.update());
  return { page, model };
}

test('figures from before a calibration was loaded are restated, and go back exactly', () => {
  const { model } = recorded();
  const before = structuredClone(model.history.figures);
  expect(before.length).toBeGreaterThan(1);
  expect(middle(before[0]!.range!)).toBeCloseTo(BUILT_IN, 6);
  const { revision } = model.history;
  model.setOwnFits(own);
  expect(model.history.revision).toBeGreaterThan(revision);
  expect(middle(model.history.figures[0]!.range!)).toBeCloseTo(OWN, 6);
  for (const state of model.transceivers.values()) expect(middle(estimateOf(state) as never)).toBeCloseTo(OWN, 6);
  model.setOwnFits(null);
  model.history.figures.forEach(({ range }, i) => {
    expect(range!.low).toBeCloseTo(before[i]!.range!.low, 6);
    expect(range!.high).toBeCloseTo(before[i]!.range!.high, 6);
  });
});

test('a figure of another size than the present one is restated by its own size', () => {
  const { page, model } = recorded();
  const full = model.history.figures.length;
  page.downscale();
  model.apply(page.update());
  expect(model.history.figures.length).toBeGreaterThan(full);
  model.setOwnFits(own);
  expect(middle(model.history.figures[0]!.range!)).toBeCloseTo(OWN, 6);
  expect(middle(model.history.figures.at(-1)!.range!)).toBeLessThan(5);
});

test('what comes later is estimated by it, too, and adds no figure of its own', () => {
  const { page, model } = recorded();
  model.setOwnFits(own);
  const { length } = model.history.figures;
  page.wait(1000).sample();
  model.apply(page.update(true));
  expect(model.history.figures).toHaveLength(length);
  expect(middle(estimateOf([...model.transceivers.values()][0]!) as never)).toBeCloseTo(OWN, 6);
});

test('a file holds nothing of it: whoever opens it estimates for themselves', () => {
  const { model } = recorded();
  const plain = structuredClone(model.toData());
  model.setOwnFits(own);
  const saved = model.toData();
  expect(JSON.stringify(saved)).not.toContain('calibrat');
  expect(saved.transceivers).toEqual(plain.transceivers);
  expect(saved.history.figures.map(({ range }) => Math.round(range!.high * 1e6))).toEqual(
    plain.history.figures.map(({ range }) => Math.round(range!.high * 1e6)),
  );
});

test('a recording is estimated by a calibration only where its machine is like the calibrated one', () => {
  const { model } = recorded();
  const about = { documents: [model], environment: ENVIRONMENT };
  expect(applyCalibration(about, calibrationOf())).toEqual({ date: '2026-11-26', because: [] });
  expect(model.own).not.toBeNull();
  const { because } = applyCalibration(about, calibrationOf({ platform: 'Windows' }))!;
  expect(because).toEqual(['It was measured on Windows; this is Linux.']);
  expect(model.own).toBeNull();
  expect(middle(model.history.figures[0]!.range!)).toBeCloseTo(BUILT_IN, 6);
  expect(applyCalibration(about, null)).toBeNull();
});
