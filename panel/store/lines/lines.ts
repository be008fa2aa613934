import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Frame } from '../../../core/callsite/stack';
import type { MapOrigins, Opened, Transport } from '../../transport/transport';
import type { DocumentRecord } from '../page/document';
import type { LineMapper } from './mapper';

const REMEMBERED = 200;

interface LinesOptions {
  transport: Transport;
  documents: ReadonlySignal<readonly DocumentRecord[]>;
  /** Whose source maps are read without a click. */
  sourceMaps: Signal<MapOrigins | 'click'>;
}

/** Where the page's lines were written: found by themselves as the setting allows, or by a click that opens one. */
export function createLines({ transport, documents, sourceMaps }: LinesOptions) {
  const opened = signal<ReadonlyMap<string, Opened>>(new Map());
  /** By a script's address: one sentence, why its lines are shown as published. */
  const reasons = signal<ReadonlyMap<string, string>>(new Map());
  let mapper: Promise<LineMapper> | null = null;

  /** What reads stacks and rewrites them is needed only for a page that has some. */
  const start = () => {
    mapper ??= import('./mapper').then(({ createLineMapper }) =>
      createLineMapper({ find: transport.findLines!, documents, reasons }),
    );
    return mapper;
  };
  const stop = effect(() => {
    const from = sourceMaps.value;
    if (!transport.findLines || from === 'click') return;
    // Entries come with their stacks.
    if (documents.value.reduce((sum, { logVersion }) => sum + logVersion.value, 0) === 0) return;
    start().then(
      (each) => each.look(from),
      () => {},
    );
  });

  return {
    reasons,
    async open(frame: Frame): Promise<void> {
      const { url, line, column } = frame.published ?? frame;
      const as = await transport.openSource({ url, line: line ?? 1, column: column ?? 1 });
      const others = [...opened.peek()].filter(([key]) => key !== keyOf(frame)).slice(1 - REMEMBERED);
      opened.value = new Map([...others, [keyOf(frame), as]]);
      // With the one that was asked for come all lines of its file.
      if (as.mapped && transport.findLines) void start().then((each) => each.look('scripts', url));
    },
    /** Null before it was opened. */
    openedAs: (frame: Frame): Opened | null => opened.value.get(keyOf(frame)) ?? null,
    stop,
  };
}

const keyOf = (frame: Frame) => {
  const { url, line, column } = frame.published ?? frame;
  return `${line}:${column} ${url}`;
};
