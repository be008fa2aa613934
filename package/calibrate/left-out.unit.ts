import { expect, test } from '@playwright/test';
import type { LayerStats } from '../../protocol/state';
import { readingOf } from './call';
import { missed } from './measure';
import type { Wanted } from './pages';

const wanted: Wanted = { codec: 'H264', hint: 'detail', width: 1280, height: 720 };
const layer = (change: Partial<LayerStats>) =>
  ({ codec: 'video/h264', width: 640, height: 360, ...change }) as LayerStats;

test('a machine under load: how far the encoder got, and what to do', () => {
  expect(missed(wanted, { reached: false, layer: layer({}), limit: 'cpu' })).toBe(
    'The encoder got to 1280×720 too late or not at all (last: 640×360), since the processor was busy: this machine is under load. End other work and measure again.',
  );
  const whole = layer({ width: 1280, height: 720 });
  expect(missed(wanted, { reached: true, layer: whole, limit: 'none' })).toBe(
    'The encoder got to 1280×720 too late or not at all (last: 1280×720): this machine is under load. End other work and measure again.',
  );
  expect(missed(wanted, { reached: false, layer: null, limit: null })).toMatch(
    /^The encoder encoded nothing within 15 s: it did not start, or/,
  );
});

test('another codec was sent: there is no encoder', () => {
  expect(missed(wanted, { reached: false, layer: layer({ codec: 'video/vp8' }), limit: null })).toBe(
    'The browser sent VP8 instead of H264: it has no encoder for it.',
  );
});

test('the page’s and the GPU process are read apart; a dump that says nothing is no reading', () => {
  const processes = new Map([
    [1, { mib: 50, name: 'Browser' }],
    [2, { mib: 80, name: 'Renderer' }],
    [3, { mib: 40, name: 'GPU Process' }],
  ]);
  expect(readingOf({ processes, renderers: new Set([2]) })).toEqual({ mib: 80, gpuMib: 40 });
  processes.delete(3);
  expect(readingOf({ processes, renderers: new Set([2]) })).toEqual({ mib: 80, gpuMib: null });
  for (const renderers of [new Set([7]), new Set<number>()])
    expect(() => readingOf({ processes, renderers })).toThrow(
      /does not let the browser read it\. Nothing was written\.$/,
    );
});
