import { expect, test } from '@playwright/test';
import type { LayerStats } from '../../../protocol/state';
import { SeriesStore } from './series';

const T0 = Date.UTC(2026, 0, 1);
const layer = (values: Partial<LayerStats>): LayerStats => ({
  rid: null,
  ssrc: 1,
  active: true,
  bytesSent: 0,
  framesEncoded: 0,
  width: 1280,
  height: 720,
  fps: 15,
  codec: 'video/vp8',
  scalabilityMode: 'L1T1',
  contentType: null,
  encoder: null,
  powerEfficient: null,
  ...values,
});

function restored(store: SeriesStore): SeriesStore {
  const again = new SeriesStore();
  again.restore(JSON.parse(JSON.stringify(store.toData())));
  return again;
}

test('columns come back as they were, unknown values included', () => {
  const store = new SeriesStore();
  const samples = [
    layer({ bytesSent: 5_000_000_000, framesEncoded: 30 }),
    layer({ bytesSent: 5_000_190_000, framesEncoded: 45, fps: null }),
    layer({ bytesSent: null, framesEncoded: null, width: null, height: null }),
    // A restarted encoder counts anew.
    layer({ bytesSent: 100, framesEncoded: 2, width: 640, height: 360, fps: 29.7 }),
  ];
  samples.forEach((sample, i) => store.add({ id: 7, stats: { at: T0 + i * 1000, layers: [sample] } }));
  const points = restored(store).of(7)[0]!.points;
  expect(points).toEqual(
    samples.map(({ bytesSent, framesEncoded, width, height, fps }, i) => {
      const rounded = fps === null ? null : Math.round(fps);
      return { at: T0 + i * 1000, bytesSent, framesEncoded, width, height, fps: rounded };
    }),
  );
});

test('layers are lines of their own', () => {
  const store = new SeriesStore();
  const layers = [layer({ rid: 'q', ssrc: 1 }), layer({ rid: 'f', ssrc: 2, bytesSent: 9 })];
  store.add({ id: 1, stats: { at: T0, layers } });
  expect(
    restored(store)
      .of(1)
      .map(({ rid, points }) => [rid, points[0]!.bytesSent]),
  ).toEqual([
    ['q', 0],
    ['f', 9],
  ]);
});

test('a figure that stands still keeps its first and last point; one reading counts once', () => {
  const store = new SeriesStore();
  for (let i = 0; i < 100; i++) store.add({ id: 1, stats: { at: T0 + i * 1000, layers: [layer({ bytesSent: 5 })] } });
  store.add({ id: 1, stats: { at: T0 + 99_000, layers: [layer({ bytesSent: 5 })] } });
  expect(store.of(1)[0]!.points.map(({ at }) => at - T0)).toEqual([0, 99_000]);
});

test('bounded: the older half is thinned, its totals stay, and it says so', () => {
  const store = new SeriesStore(1_000);
  for (let i = 0; i < 5_000; i++) {
    store.add({ id: 1, stats: { at: T0 + i * 1000, layers: [layer({ bytesSent: i * 1000, framesEncoded: i })] } });
  }
  const [data] = store.toData();
  const { points } = restored(store).of(1)[0]!;
  expect(points.length).toBeLessThanOrEqual(1_001);
  expect(points[0]).toMatchObject({ at: T0, framesEncoded: 0 });
  expect(points.at(-1)).toMatchObject({ at: T0 + 4_999_000, bytesSent: 4_999_000, framesEncoded: 4_999 });
  expect(data!.thinnedBefore).toBeGreaterThan(T0);
  // The newest are all there.
  expect(points.at(-1)!.at - points.at(-2)!.at).toBe(1000);
});

test('the longest line is thinned, a short one stays whole', () => {
  const store = new SeriesStore(1_000);
  for (let i = 0; i < 2_000; i++) {
    const at = T0 + i * 1000;
    store.add({ id: 1, stats: { at, layers: [layer({ bytesSent: i * 1000 })] } });
    if (i < 50) store.add({ id: 2, stats: { at, layers: [layer({ bytesSent: i * 1000 })] } });
  }
  const [long, short] = store.toData();
  expect(long!.at.length + short!.at.length).toBeLessThanOrEqual(1_000);
  expect(long!.at.length).toBeGreaterThan(500);
  expect(short!.at).toHaveLength(50);
  expect(short!.thinnedBefore).toBeNull();
});
