import { expect, test } from '@playwright/test';
import type { CaptureState } from '../../../../protocol/state';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { capturesUnsent } from './index';

const T0 = 1_000_000;

function capture(change: Partial<CaptureState> = {}): CaptureState {
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: T0 };
  return { track: 1, kind: 'video', source, unsentSince: T0, ...change };
}

function found(ms: number, captures: CaptureState[], stacks: string[] = []) {
  const page = new FakePage('doc', T0);
  return capturesUnsent.find(factsOfPage(page, { now: T0 + ms, captures, stackOf: (index) => stacks[index] }));
}

test('captures that are live and unsent for more than ten seconds, by what captured them', () => {
  const sentences = (ms: number, ...captures: CaptureState[]) => found(ms, captures).map(({ sentence }) => sentence);
  expect(sentences(10_000, capture())).toEqual([]);
  expect(sentences(12_000, capture())).toEqual(['1 camera capture has been live but not sent for 12 s.']);
  expect(sentences(60_000, capture({ unsentSince: null }))).toEqual([]);
  expect(sentences(60_000, capture(), capture({ track: 2, unsentSince: T0 + 20_000 }))).toEqual([
    '2 camera captures have been live but not sent for at least 40 s.',
  ]);
});

test('the same line reached on two ways is one cause; another line is another', () => {
  const at = (stack: number) => capture({ source: { ...capture().source, stack } });
  const stacks = [
    '    at preview (https://app.example/app.js:7:3)\n    at onclick (https://app.example/app.js:90:1)',
    '    at async preview (https://app.example/app.js:7:3)\n    at async loop (https://app.example/app.js:80:5)',
    '    at mirror (https://app.example/app.js:30:3)',
  ];
  expect(found(60_000, [at(0), at(1), at(2)], stacks).map(({ count }) => count)).toEqual([2, 1]);
});

test('a microphone is not called a preview', () => {
  const source = { ...capture().source, type: 'microphone' as const };
  const [microphone] = found(60_000, [capture({ kind: 'audio', source })]);
  expect(microphone!.advice).not.toMatch(/preview|picture/);
});

test('what the page makes itself holds no device', () => {
  const of = (type: 'canvas' | 'unknown', call: string | null) =>
    capture({ source: { ...capture().source, type, call }, everSent: true });
  expect(found(60_000, [of('canvas', 'captureStream'), of('unknown', null)])).toEqual([]);
});
