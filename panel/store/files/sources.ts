import { signal } from '@preact/signals';
import type { Frame } from '../../../core/callsite/stack';
import type { Opened, Transport } from '../../transport/transport';

const REMEMBERED = 200;

/** Lines of code that were opened in Sources: as what, or why not at the mapped source. */
export function createSources({ openSource }: Transport) {
  const opened = signal<ReadonlyMap<string, Opened>>(new Map());

  return {
    async open(frame: Frame): Promise<void> {
      const { url, line, column } = frame;
      const as = await openSource({ url, line: line ?? 1, column: column ?? 1 });
      const others = [...opened.peek()].filter(([key]) => key !== keyOf(frame)).slice(1 - REMEMBERED);
      opened.value = new Map([...others, [keyOf(frame), as]]);
    },
    /** Null before it was opened. */
    openedAs: (frame: Frame): Opened | null => opened.value.get(keyOf(frame)) ?? null,
  };
}

const keyOf = ({ url, line, column }: Frame) => `${line}:${column} ${url}`;
