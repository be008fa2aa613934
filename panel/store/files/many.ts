import { signal } from '@preact/signals';
import type { Range } from '../../../core/estimate/totals';
import { foreignBecause } from '../../../core/files/foreign';
import type { RecordingModel } from '../../../core/files/format/recording-model';
import type { VerdictState } from '../../../core/verdict/rule';

/** What a list of files says of one of them; what is in the file itself is not kept. */
export interface FileSummary {
  state: VerdictState;
  headline: string;
  /** Encoders of idle senders, MiB by the estimate, and how many of them have no figure. */
  idleMib: Range;
  unknown: number;
  idle: number;
  connections: number;
  browser: string | null;
  savedAt: number;
}

export interface ListedFile {
  /** With its folders. */
  name: string;
  file: File;
  /** Null until it was read, or where it could not be. */
  summary: FileSummary | null;
  /** Why it could not be read, or was left out. */
  problem: string | null;
  skipped: boolean;
}

/** Reads one file. @throws where it can't be read */
type ReadFile = (file: File, signal: AbortSignal) => Promise<RecordingModel>;

/** Several files, read one after the other, of which only what the list shows is kept. */
export function createMany(readFile: ReadFile, sentenceOf: (error: unknown) => string) {
  const list = signal<readonly ListedFile[] | null>(null);
  /** How many were read so far; null while none is. */
  const done = signal<number | null>(null);
  let control: AbortController | null = null;

  async function open(found: readonly { name: string; file: File }[]): Promise<void> {
    control?.abort();
    control = new AbortController();
    const { signal } = control;
    const items = found.map(({ name, file }) => startOf(name, file));
    list.value = items;
    done.value = 0;
    for (const [i, item] of items.entries()) {
      if (item.skipped) continue;
      const read = await summed(item, signal);
      if (signal.aborted) return;
      items[i] = read;
      list.value = [...items];
      done.value = i + 1;
    }
    done.value = null;
  }

  async function summed(item: ListedFile, signal: AbortSignal): Promise<ListedFile> {
    try {
      // Only those who open files need what reads and judges them.
      const { summaryOf } = await import('./summary');
      return { ...item, summary: summaryOf(await readFile(item.file, signal)) };
    } catch (error) {
      return { ...item, problem: sentenceOf(error) };
    }
  }

  /** What was read stays. */
  function cancel(): void {
    control?.abort();
    done.value = null;
  }

  return {
    list,
    done,
    open,
    cancel,
    close(): void {
      cancel();
      list.value = null;
    },
  };
}

export type Many = ReturnType<typeof createMany>;

function startOf(name: string, file: File): ListedFile {
  const parts = name.split('/');
  const because = parts.map((part, i) => foreignBecause(part, i < parts.length - 1)).find((each) => each !== null);
  return { name, file, summary: null, problem: because ?? null, skipped: because !== undefined };
}

/** The worst first: what grows, then what holds most, then what is idle; what could not be read comes last. */
export function worstFirst(a: ListedFile, b: ListedFile): number {
  return rank(b) - rank(a) || held(b) - held(a) || idle(b) - idle(a) || (a.name < b.name ? -1 : 1);
}

const RANK: Record<VerdictState, number> = { growing: 4, unknown: 3, stable: 2 };
const rank = ({ summary, skipped }: ListedFile) => (summary ? RANK[summary.state] : skipped ? 0 : 1);
const held = ({ summary }: ListedFile) => summary?.idleMib.high ?? 0;
const idle = ({ summary }: ListedFile) => summary?.idle ?? 0;

/** Whether every word of a search is in a file's name or in what the list says of it. */
export function matches({ name, summary, problem }: ListedFile, search: string): boolean {
  const text = [name, problem, summary?.headline, summary?.state, summary?.browser].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
