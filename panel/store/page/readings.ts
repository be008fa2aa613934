import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Reading } from '../../../core/model/types';

const MOST = 500;

export interface ReadingsOptions {
  now(): number;
  /** performance.memory of the page; null where it has none. */
  jsHeapBytes: ReadonlySignal<number | null>;
  clearedAt: ReadonlySignal<number>;
}

/** What the user read off the browser's task manager, oldest first. */
export function createReadings({ now, jsHeapBytes, clearedAt }: ReadingsOptions) {
  const list = signal<readonly Reading[]>([]);
  const stop = effect(() => {
    const at = clearedAt.value;
    const kept = list.peek().filter((each) => each.at >= at);
    if (kept.length < list.peek().length) list.value = kept;
  });
  return {
    list,
    add(reading: Pick<Reading, 'mib' | 'typed' | 'note'>): Reading {
      const made = { at: now(), jsHeapBytes: jsHeapBytes.peek(), ...reading };
      list.value = [...list.value, made].slice(-MOST);
      return made;
    },
    remove(reading: Reading): void {
      list.value = list.value.filter((each) => each !== reading);
    },
    stop,
  };
}
