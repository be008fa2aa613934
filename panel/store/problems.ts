import { signal } from '@preact/signals';
import type { OwnError } from '../../protocol/messages';

const MAX_KINDS = 100;

/** What the panel itself could not do or read: the same message is counted, not repeated. */
export function createProblems(now: () => number) {
  const list = signal<readonly OwnError[]>([]);
  return {
    list,
    report(where: string, message: string): void {
      const at = now();
      const known = list.value.find((each) => each.where === where && each.message === message);
      const others = list.value.filter((each) => each !== known);
      list.value = [...others, { at, where, message, count: (known?.count ?? 0) + 1 }].slice(-MAX_KINDS);
    },
    clear(): void {
      list.value = [];
    },
  };
}

export type Problems = ReturnType<typeof createProblems>;
