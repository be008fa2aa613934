import { batch, computed, signal } from '@preact/signals';
import type { RecordingModel } from '../../../core/files/format/recording-model';
import type { NamedRecording, Part } from '../../../core/files/read/open';
import { runsIn } from '../../../core/runs/run';
import { fileTransport } from '../../transport/file';
import { DocumentRecord } from '../page/document';
import { createStore, type Store } from '../store';
import { createMany, type ListedFile } from './many';

/** A file that is looked at: a store of its own beside the page's. */
export interface OpenedFile extends Omit<RecordingModel, 'documents' | 'runs' | 'readings'> {
  name: string;
  store: Store;
}

/** A file on its way in. */
export interface Reading {
  name: string;
  /** 0 to 1; 1 while what was read is checked. */
  share: number;
  cancel(): void;
}

export interface FilesOptions {
  /** The page's store, or an empty one where there is no page. */
  live: Store;
  /** The self-contained viewer's HTML, for reports; null where there is none at hand. */
  viewerHtml: (() => Promise<string>) | null;
}

/** What the panel looks at: the page, or a file that was opened. What was open stays on bad input. */
export function createFiles({ live, viewerHtml }: FilesOptions) {
  const opened = signal<OpenedFile | null>(null);
  const reading = signal<Reading | null>(null);
  const problem = signal<{ name: string; sentence: string; partly?: boolean } | null>(null);

  function show(name: string, recording: RecordingModel): void {
    const { documents, runs: _, readings, ...about } = recording;
    const store = createStore(fileTransport(live.transport), () => recording.savedAt, {
      calibration: live.calibration,
    });
    const records = documents.map((model) => new DocumentRecord(model));
    batch(() => {
      store.documents.value = records;
      store.access.value = 'ok';
      store.readings.list.value = readings;
      store.browser.value = recording.environment;
      store.runs.open(runsIn(recording, name), from(recording, name, records));
      close();
      problem.value = null;
      opened.value = { ...about, name, store };
    });
  }

  function close(): void {
    opened.peek()?.store.dispose();
    opened.value = null;
  }

  const many = createMany(async (file, signal) => {
    const { openAll } = await import('../../../core/files/read/open');
    return openAll(file, { signal });
  }, sentenceOf);

  /** Takes a calibration into the settings. @returns false where it is none */
  async function takeCalibration(file: File): Promise<boolean> {
    if (!(await live.calibration.isOne(file))) return false;
    await live.calibration.load(file);
    (opened.peek()?.store ?? live).ui.drawer.value = 'settings';
    return true;
  }

  /**
   * Reads with progress; `use` gets what is in it, unless it was canceled.
   * @param chosen one part of an archive, for which the others are left out; undefined: all
   */
  async function read(
    file: File,
    chosen: number | undefined,
    use: (recordings: NamedRecording[], parts: Part[]) => void | Promise<void>,
  ): Promise<void> {
    reading.peek()?.cancel();
    const control = new AbortController();
    const { name } = file;
    const mine = (share: number): Reading => ({ name, share, cancel: () => control.abort() });
    reading.value = mine(0);
    problem.value = null;
    try {
      if (await takeCalibration(file)) return;
      // Only those who open files need what reads them.
      const { openAll, recordingsIn, faultsSentence } = await import('../../../core/files/read/open');
      const onProgress = (share: number) => {
        if (!control.signal.aborted) reading.value = mine(share);
      };
      const all = await openAll(file, { signal: control.signal, onProgress });
      if (control.signal.aborted) return;
      const parts = chosen === undefined ? all : all.slice(chosen, chosen + 1);
      await use(recordingsIn(name, parts, all.length > 1), parts);
      const sentence = faultsSentence(parts);
      // A list says it of each file.
      if (sentence && (opened.peek() || !many.list.peek())) problem.value = { name, sentence, partly: true };
    } catch (error) {
      if (!control.signal.aborted) problem.value = { name, sentence: sentenceOf(error) };
    } finally {
      if (!control.signal.aborted) reading.value = null;
    }
    if (control.signal.aborted && reading.peek()?.name === name) reading.value = null;
  }

  /** Opens a file, or one part of an archive: one that holds several recordings is listed. */
  const open = (file: File, part?: number) =>
    read(file, part, async (recordings, parts) => {
      const [first, ...others] = recordings;
      if (!first) return;
      if (others.length === 0) return show(first.name, first.recording);
      await many.openParts(file.name, file, parts);
      close();
    });

  /** Adds the runs of what is in a file to those at hand, to compare with: the view stays. */
  const addRuns = (file: File, part?: number) =>
    read(file, part, (recordings) => {
      for (const { name, recording } of recordings) {
        const to = opened.peek()?.store ?? live;
        to.runs.open(runsIn(recording, name), from(recording, name));
      }
    });

  return {
    live,
    viewerHtml,
    many,
    /** One file is looked at, several are listed. */
    openAll(found: readonly { name: string; file: File }[]): Promise<void> {
      const [first, ...others] = found;
      if (!first) return Promise.resolve();
      if (others.length === 0) return open(first.file);
      close();
      return many.open(found);
    },
    /** Opens a file, and beside its runs those of others; the newest run of each is compared, a column each. */
    async compare(first: ListedFile, ...others: readonly ListedFile[]): Promise<void> {
      await open(first.file, first.part);
      const store = opened.peek()?.store;
      if (!store) return;
      const newest = () => store.runs.list.peek().at(-1)?.id;
      const ids = [newest()];
      for (const { file, part } of others) {
        await addRuns(file, part);
        const id = newest();
        // One that can't be read adds none.
        if (!ids.includes(id)) ids.push(id);
      }
      const compared = ids.filter((id) => id !== undefined);
      const [a, b] = compared;
      if (!a || !b) return;
      store.ui.compared.value = { a, b };
      store.ui.columns.value = compared.length > 2 ? compared : null;
      store.ui.tab.value = 'runs';
    },
    opened,
    reading,
    problem,
    /** The store that is looked at. */
    shown: computed(() => opened.value?.store ?? live),
    show,
    open,
    addRuns,
    back: close,
  };
}

/** What a recording's runs come with. */
const from = (
  { documents, readings, environment }: RecordingModel,
  file: string,
  records = documents.map((model) => new DocumentRecord(model)),
) => ({ documents: records, readings, environment, file });

function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'BadFile') return error.message;
  return `It could not be read: ${String(error).slice(0, 200)}`;
}

export type Files = ReturnType<typeof createFiles>;
