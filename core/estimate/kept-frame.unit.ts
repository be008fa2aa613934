import { expect, test } from '@playwright/test';
import type { SourceType, TransceiverState } from '../../protocol/state';
import { FakePage } from '../fixtures/page';
import { DocumentModel } from '../model/document';
import type { Engine } from './coefficients/engine';
import { PARTS } from './coefficients/parts';
import { formulaOf } from './formula';
import { estimateOf } from './memory';
import { totalOf } from './totals';

/** A page that publishes n times and leaves n idle senders, and what a panel knows of it. */
function idle(
  n: number,
  change: Partial<TransceiverState>,
  source: SourceType = 'canvas',
  engine: Engine = 'chromium',
) {
  const page = new FakePage('doc', 0);
  const connection = page.connect();
  const model = new DocumentModel(page.update(true).doc, 'recording', engine);
  for (let i = 0; i < n; i++) {
    const made = page.publish(connection, { source });
    for (const layer of made.stats!.layers) layer.contentType = 'screenshare';
    Object.assign(made, change);
    model.apply(page.update(i === 0));
    page.unpublish(made);
    model.apply(page.update());
  }
  return { model, states: [...model.transceivers.values()] };
}

function known(state: TransceiverState) {
  const estimate = estimateOf(state);
  if (estimate.state !== 'known') throw new Error(estimate.why);
  return { ...estimate, middle: (estimate.low + estimate.high) / 2, lines: formulaOf(estimate.terms) };
}

const added: Partial<TransceiverState> = { madeBy: 'addTrack', streams: ['a'] };
const drawn = PARTS.chromium.stream.drawn!.perMpx * 0.9216;

test('addTrack(track, stream) of a canvas: its last frame is in the figure, and in the formula', () => {
  const [one] = idle(1, added).states;
  const plain = known(idle(1, { madeBy: 'addTrack', streams: [] }).states[0]!);
  const { middle, lines } = known(one!);
  expect(middle - plain.middle).toBeCloseTo(drawn, 1);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^Last frame, kept by the stream given to addTrack\(\): [\d.]+ × 0\.92 Mpx \(1280×720, /);
});

test('20 of them come nearer to what was measured in simple-peer, Janus and a page of two ways', () => {
  const sum = (states: TransceiverState[]) => {
    const { low, high } = totalOf(states.map(estimateOf));
    return (low + high) / 2;
  };
  // MiB a cycle, docs/systems.md.
  const measured = 20 * ((36 + 35.5 + 36) / 3);
  const before = Math.abs(sum(idle(20, { streams: [] }).states) / measured - 1);
  const after = Math.abs(sum(idle(20, added).states) / measured - 1);
  expect(before).toBeGreaterThan(0.08);
  expect(after).toBeLessThan(0.03);
});

test('nothing is added where no stream is kept', () => {
  const cases: Partial<TransceiverState>[] = [
    { madeBy: 'addTransceiver', streams: ['a'] },
    { madeBy: 'addTrack', streams: [] },
    { madeBy: 'setRemoteDescription', streams: [] },
  ];
  for (const change of cases) {
    expect(known(idle(1, change).states[0]!).lines, change.madeBy).toHaveLength(1);
  }
  const audio = idle(1, { ...added, kind: 'audio' }).states[0]!;
  expect(known(audio).lines).toHaveLength(1);
});

test('where it is not known whether a stream is kept, or of what, the figure goes from without to with', () => {
  const without = known(idle(1, { streams: [] }).states[0]!);
  const whole = known(idle(1, added).states[0]!);
  const cases = [
    idle(1, { madeBy: 'setRemoteDescription', streams: ['a'] }),
    idle(1, { madeBy: 'addStream', streams: [] }),
    idle(1, added, 'unknown'),
    idle(1, added, 'element'),
  ];
  for (const { states } of cases) {
    const { low, high, lines } = known(states[0]!);
    expect(low).toBeCloseTo(without.low, 6);
    expect(high).toBeCloseTo(whole.high, 6);
    expect(lines[1]).toMatch(/^Last frame, if a stream keeps it/);
  }
});

test('a downscaled sender still holds it; one that sends has no more than its encoder', () => {
  const [state] = idle(1, added).states;
  const small = known({ ...state!, downscaled: 'button', lastSize: { width: 1280, height: 720 } });
  expect(small.low).toBeGreaterThan(drawn);
  expect(small.high).toBeLessThan(drawn + 3);
  expect(known({ ...state!, phase: 'sending' }).lines).toHaveLength(1);
});

test('a file holds only what the page reported, and gives the same figure again', () => {
  const { model, states } = idle(1, added);
  const data = structuredClone(model.toData());
  expect(JSON.stringify(data)).not.toContain('lastSource');
  const opened = DocumentModel.from(data, 'recording');
  expect(known([...opened.transceivers.values()][0]!).middle).toBe(known(states[0]!).middle);
  opened.setEngine('firefox');
  const [inFirefox] = [...opened.transceivers.values()];
  expect(inFirefox).not.toHaveProperty('lastSource');
  expect(known(inFirefox!).lines[0]).toMatch(/^Firefox VP8/);
});
