import { signal } from '@preact/signals';

/**
 * The time that the views show. It follows the updates, and between them (a page on which nothing
 * happens sends none) ticks once a second while the panel is visible and `running` holds.
 */
export function createClock(read: () => number, running: () => boolean) {
  const now = signal(read());
  const timer = setInterval(() => {
    if (globalThis.document?.visibilityState !== 'hidden' && running() && read() - now.peek() >= 990)
      now.value = read();
  }, 1_000);
  return {
    now,
    follow(at: number): void {
      if (running() && at > now.peek()) now.value = Math.min(at, read());
    },
    stop: () => clearInterval(timer),
  };
}
