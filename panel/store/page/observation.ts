import { effect, type ReadonlySignal } from '@preact/signals';
import type { Command } from '../../../protocol/messages';

interface ObservationOptions {
  intervalMs: ReadonlySignal<number>;
  paused: ReadonlySignal<boolean>;
  /** To every linked document. */
  send(command: Command): void;
}

/** How the documents are observed, kept up to date with what the user chose. */
export function createObservation({ intervalMs, paused, send }: ObservationOptions) {
  const command = () => ({ type: 'observe', intervalMs: intervalMs.value, paused: paused.value }) as const;
  let isFirst = true;
  const stop = effect(() => {
    const current = command();
    // Links that open later get it when they do; the effect's first run finds none.
    if (!isFirst) send(current);
    isFirst = false;
  });
  return { command, stop };
}
