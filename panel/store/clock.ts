import { signal } from '@preact/signals';

/** Findings that only time brings about are looked for so often, in ms. */
const STEP_MS = 5_000;
const stepOf = (at: number) => Math.ceil(at / STEP_MS) * STEP_MS;

/**
 * The time that the views show. It follows the updates, and between them (a page on which nothing
 * happens sends none) ticks once a second while the panel is visible and `running` holds.
 * @param later runs what need not be in the frame that an update has its work in
 */
export function createClock(read: () => number, running: () => boolean, later: (run: () => void) => void) {
  const now = signal(read());
  const step = signal(stepOf(now.peek()));
  let planned = false;
  function move(to: number): void {
    now.value = to;
    if (planned || stepOf(to) === step.peek()) return;
    planned = true;
    later(() => {
      planned = false;
      step.value = stepOf(now.peek());
    });
  }
  const timer = setInterval(() => {
    if (globalThis.document?.visibilityState !== 'hidden' && running() && read() - now.peek() >= 990) move(read());
  }, 1_000);
  return {
    now,
    /** The end of the five seconds that `now` is in: for what looks at the whole again. */
    step,
    follow(at: number): void {
      if (running() && at > now.peek()) move(Math.min(at, read()));
    },
    stop: () => clearInterval(timer),
  };
}
