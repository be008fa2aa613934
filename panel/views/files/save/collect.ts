import type { Recording } from '../../../../core/files/format/recording';
import { toRecording } from '../../../../core/files/format/recording-model';
import { infoOf } from '../../../../core/runs/run';
import { thisEnvironment } from '../../../environment';
import type { OpenedFile } from '../../../store/files/files';
import type { Store } from '../../../store/store';

/** All that a store holds: what is in view, and the documents that its runs keep. */
export function collect(store: Store, file: OpenedFile | null): Recording {
  const runs = store.runs.list.value.filter((run) => file !== null || run.file === null);
  const documents = new Set([...store.documents.value, ...runs.flatMap((run) => run.documents)]);
  const recording = toRecording({
    documents: [...documents].map(({ model }) => model),
    runs: runs.map(infoOf),
    readings: store.readings.list.value,
    environment: file?.environment ?? thisEnvironment(),
    savedAt: file?.savedAt ?? Date.now(),
    source: file?.source,
  });
  return { ...recording, redacted: file?.redacted ?? null };
}

/** `transceivers-2026-11-22-14-10-05`, in local time. */
export function fileName(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `transceivers-${day}-${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('-')}`;
}
