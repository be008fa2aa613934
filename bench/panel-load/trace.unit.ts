import { expect, test } from '@playwright/test';
import { workOf, workUntil } from './trace';

/** Times in ms; a task takes as long as it works. */
const at = (ts: number, name: string, work?: number, tid = 1) => {
  const spent = work && work * 1_000;
  return { name, pid: 1, tid, ts: ts * 1_000, dur: spent, tdur: spent };
};

test('a frame’s work is all since the frame before, on the panel’s thread alone', () => {
  const events = [
    at(0, 'RunTask', 50),
    at(1, 'transceiver-inspector-bench'),
    at(10, 'RunTask', 2),
    at(20, 'RunTask', 3),
    at(21, 'BeginMainThreadFrame'),
    at(22, 'RunTask', 90, 2),
    at(23, 'BeginMainThreadFrame', undefined, 2),
    at(30, 'RunTask', 4),
    at(31, 'BeginMainThreadFrame'),
    at(40, 'RunTask', 1),
  ];
  expect(workOf(events, 1)).toEqual({
    frames: [5, 4, 1],
    ownFrames: [5, 4, 1],
    tasks: [2, 3, 4, 1],
    own: [2, 3, 4, 1],
    percent: 1,
  });
});

test('a pause as long as a frame ends one, too; next to no work is none', () => {
  const events = [
    at(0, 'transceiver-inspector-bench'),
    at(1, 'RunTask', 9),
    at(12, 'RunTask', 1),
    at(100, 'RunTask', 0.5),
    at(200, 'RunTask', 7),
  ];
  expect(workOf(events, 1).frames).toEqual([10, 7]);
});

test('a trace without the panel is no measurement', () => {
  expect(() => workOf([at(0, 'RunTask', 1)], 1)).toThrow('does not show the panel');
});

test('work until a mark is that of the mark’s own thread, before it', () => {
  const events = [at(0, 'RunTask', 3), at(1, 'RunTask', 50, 2), at(4, 'first'), at(5, 'RunTask', 7)];
  expect(workUntil(events, 'first')).toBe(3);
  expect(() => workUntil(events, 'second')).toThrow('second');
});

test('what a task collects garbage for is not its own work; a part of a collection counts once', () => {
  const events = [
    at(0, 'transceiver-inspector-bench'),
    at(1, 'RunTask', 60),
    at(5, 'MinorGC', 2),
    at(20, 'V8.GCFinalizeMC', 10),
    at(21, 'V8.GC_MC_MARK', 4),
    at(22, 'V8.GC_MC_MARK_ROOTS', 1),
    at(40, 'MajorGC', 3, 2),
    at(100, 'RunTask', 5),
  ];
  const { tasks, own, frames, ownFrames } = workOf(events, 1);
  expect(tasks).toEqual([60, 5]);
  expect(own).toEqual([48, 5]);
  expect(frames).toEqual([60, 5]);
  expect(ownFrames).toEqual([48, 5]);
});
