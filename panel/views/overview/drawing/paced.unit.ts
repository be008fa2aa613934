import { expect, test } from '@playwright/test';
import { paced } from './paced';

/** Frames that come when the test says so. */
function frames() {
  let asked: (() => void)[] = [];
  Object.assign(globalThis, { requestAnimationFrame: (draw: () => void) => asked.push(draw) });
  return {
    asked: () => asked.length,
    next() {
      const now = asked;
      asked = [];
      for (const draw of now) draw();
    },
  };
}

test('the first time at once; then one chart a frame, each once however often it changed', async () => {
  const frame = frames();
  const drawn: string[] = [];
  const charts = ['a', 'b', 'c'].map((name) => paced(() => drawn.push(name)));
  for (const chart of charts) chart.soon();
  expect(drawn).toEqual(['a', 'b', 'c']);
  for (let i = 0; i < 5; i++) for (const chart of charts) chart.soon();
  expect(frame.asked()).toBe(0);
  await expect.poll(frame.asked).toBe(1);
  const later = () => {
    frame.next();
    return drawn.slice(3).sort();
  };
  await expect.poll(later).toEqual(['a', 'b', 'c']);
  frame.next();
  expect(drawn).toHaveLength(6);
});

test('two charts are never drawn in one frame', async () => {
  const frame = frames();
  let drawn = 0;
  const charts = [paced(() => drawn++), paced(() => drawn++)];
  for (const chart of charts) chart.soon();
  for (const chart of charts) chart.soon();
  await expect.poll(frame.asked).toBe(1);
  // Long enough for the other one's time to have come, too.
  await new Promise((resolve) => setTimeout(resolve, 50));
  frame.next();
  expect(drawn).toBe(3);
  frame.next();
  expect(drawn).toBe(4);
});

test('what was stopped is not drawn any more', async () => {
  const frame = frames();
  let drawn = 0;
  const [gone, here] = [paced(() => (drawn += 100)), paced(() => drawn++)];
  gone.soon();
  here.soon();
  gone.soon();
  here.soon();
  gone.stop();
  const later = () => {
    frame.next();
    return drawn;
  };
  await expect.poll(later).toBe(102);
});

test('a chart that went is not drawn any more, not even for the first time', async () => {
  const frame = frames();
  let drawn = 0;
  const [fresh, known] = [paced(() => drawn++), paced(() => drawn++)];
  known.soon();
  known.stop();
  fresh.stop();
  fresh.soon();
  known.soon();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(frame.asked()).toBe(0);
  expect(drawn).toBe(1);
});
