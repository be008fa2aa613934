import { signal } from '@preact/signals';
import type { Range } from '../../../core/estimate/totals';
import { foreignBecause } from '../../../core/files/foreign';
import type { Part } from '../../../core/files/read/open';
import type { VerdictState } from '../../../core/verdict/publishes/rule';

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
  /** With its folders; a part of an archive with its name in it. */
  name: string;
  file: File;
  /** Which of the file's parts it is; undefined for a file that has one. */
  part?: number;
  /** Null until it was read, or where it could not be. */
  summary: FileSummary | null;
  /** Why it could not be read, or was left out. */
  problem: string | null;
  skipped: boolean;
}

/** Reads one file: an archive has several parts. @throws where it can't be read */
type ReadFile = (file: File, signal: AbortSignal) => Promise<Part[]>;

/** Several files, read one after the other, of which only what the list shows is kept. */
export function createMany(readFile: ReadFile, sentenceOf: (error: unknown) => string) {
  const list = signal<readonly ListedFile[] | null>(null);
  /** The share of the files that is read; null while none is being read. */
  const done = signal<number | null>(null);
  let control: AbortController | null = null;

  async function open(found: readonly { name: string; file: File }[]): Promise<void> {
    control?.abort();
    control = new AbortController();
    const { signal } = control;
    const items = found.map(({ name, file }) => startOf(name, file));
    const read: ListedFile[] = [];
    const show = () => (list.value = [...read, ...items.slice(count)]);
    let count = 0;
    show();
    done.value = 0;
    for (const item of items) {
      const parts = item.skipped ? [item] : await partsOf(item, signal);
      if (signal.aborted) return;
      count += 1;
      read.push(...parts);
      show();
      done.value = count / items.length;
    }
    done.value = null;
  }

  async function partsOf(item: ListedFile, signal: AbortSignal): Promise<ListedFile[]> {
    try {
      return await linesOf(item, await readFile(item.file, signal));
    } catch (error) {
      return [{ ...item, problem: sentenceOf(error) }];
    }
  }

  /** Lists what is in an archive that was read. */
  async function openParts(name: string, file: File, parts: readonly Part[]): Promise<void> {
    cancel();
    list.value = await linesOf({ name, file, summary: null, problem: null, skipped: false }, parts);
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
    openParts,
    cancel,
    close(): void {
      cancel();
      list.value = null;
    },
  };
}

/** A file by its parts. */
async function linesOf(item: ListedFile, parts: readonly Part[]): Promise<ListedFile[]> {
  // Only those who open files need what judges them.
  const { summaryOf } = await import('./summary');
  return parts.map((part, i) => ({
    ...item,
    ...(parts.length > 1 ? { name: `${item.name}: ${part.name ?? i + 1}`, part: i } : {}),
    ...('fault' in part ? { problem: part.fault.message } : { summary: summaryOf(part.recording) }),
  }));
}

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
