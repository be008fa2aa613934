import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type DownscaleResult,
  forecastOf,
  isAnswer,
  isDownscalable,
  resultOf,
} from '../../../core/estimate/downscaling';
import type { PatchEntry } from '../../../protocol/log';
import type { TransceiverState } from '../../../protocol/state';
import type { DocumentRecord } from './document';

/** One click: what was idle in each document, and from which entry of its log on the answers stand. */
interface Run {
  record: DocumentRecord;
  targets: readonly TransceiverState[];
  from: number;
}

/** "Downscale N idle encoders now": the forecast, the click, and what became of it. */
export function createDownscaling(documents: ReadonlySignal<readonly DocumentRecord[]>, send: () => void) {
  const runs = signal<readonly Run[]>([]);
  const result = signal<DownscaleResult | null>(null);
  const live = computed(() => documents.value.filter((each) => each.link.value.state === 'live'));
  const forecast = computed(() => forecastOf(live.value.flatMap(idleOf).filter(isDownscalable)));

  const stop = effect(() => {
    if (runs.value.length === 0) return;
    const outcomes = new Map(runs.value.flatMap((run) => [...answersTo(run)]));
    const now = resultOf(
      runs.value.flatMap(({ targets }) => targets),
      outcomes,
    );
    result.value = now;
    // Answered in full: what comes later is no answer to this click.
    if (now.unanswered === 0) runs.value = [];
  });

  return {
    forecast,
    result,
    /** Somebody downscaled by hand in a document that still lives: the run is no longer the page's own. */
    altered: computed(() =>
      live.value.some((record) => {
        void record.historyVersion.value;
        return record.history.alteredByHand;
      }),
    ),
    run(): void {
      runs.value = live.peek().map((record) => ({ record, targets: idleOf(record), from: record.nextEntry }));
      send();
    },
    dismiss(): void {
      runs.value = [];
      result.value = null;
    },
    stop,
  };
}

/** Idle senders of a document's open connections. */
function idleOf(record: DocumentRecord): TransceiverState[] {
  const connections = record.connections.value;
  return [...record.judged.value.values()].filter(
    ({ phase, downscaled, connection, index }) =>
      phase === 'idle' && downscaled === null && index !== null && connections.get(connection)?.closedAt == null,
  );
}

function answersTo({ record, targets, from }: Run): Map<TransceiverState, PatchEntry> {
  void record.logVersion.value;
  const byId = new Map(targets.map((target) => [target.id, target]));
  const answers = new Map<TransceiverState, PatchEntry>();
  for (const entry of record.log) {
    if (entry.n < from || entry.type !== 'patch' || entry.transceiver === null || !isAnswer(entry)) continue;
    const target = byId.get(entry.transceiver);
    if (target && !answers.has(target)) answers.set(target, entry);
  }
  return answers;
}
