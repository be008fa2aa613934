import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Point, replay, type Span } from '../../../core/history/replay';
import { type SdpPoint, sdpSeries } from '../../../core/history/sdp';
import { type Unrecorded, unrecordedIn } from '../../../core/lanes/bars';
import { lanesOf } from '../../../core/lanes/lanes';
import { isChosen } from '../../../core/lists/chosen';
import type { Reading } from '../../../core/model/types';
import { megabytes } from '../../../core/text/format';
import type { Kind } from '../../../protocol/state';
import type { Part } from '../../store/selection';
import { WINDOWS_MS, type WindowName } from '../../store/settings';
import type { Store } from '../../store/store';
import type { ChartMark } from './drawing/marks';
import { paced } from './drawing/paced';

/** Points per series at most: more than one for two or three pixels nobody sees. */
const COLUMNS = 180;
/** A chart is a few hundred pixels wide. */
const MOVES = 400;
const LEAST_SPAN_MS = 10_000;

export type KindChoice = 'all' | Kind;

export interface Series {
  span: Span;
  points: Point[];
  sdp: SdpPoint[];
  marks: ChartMark[];
  /** Where transceivers were not recorded. */
  unrecorded: Unrecorded[];
  /** Those that lie in the span, oldest first. */
  readings: Reading[];
}

/** What lanes and charts show, computed only while somebody looks; `follow` keeps it up with the page. */
export function createSeries(store: Store, kind: ReadonlySignal<KindChoice>) {
  const { selection, settings, clearedAt, ui } = store;
  let last = { revision: '', span: { from: 0, to: 0 } };
  // Time passes every second; the picture changes when something happened, or it has passed by a pixel.
  const span = computed(() => {
    const versions = selection.parts.value.map(({ record }) => `${record.id} ${record.drawnVersion.value}`);
    const revision = [...versions, store.readings.list.value.at(-1)?.at].join();
    const { from, to } = ui.zoom.value ?? spanOf(store, settings.window.value);
    const least = (to - from) / MOVES;
    const moved = Math.abs(to - last.span.to) >= least || Math.abs(from - last.span.from) >= least;
    if (moved || revision !== last.revision) last = { revision, span: { from, to } };
    return last.span;
  });
  // Not with every update, and not in the frame that already has an update's work: lanes in one, charts in another.
  const shown = signal(span.peek());
  const charted = signal(span.peek());
  const follow = () => {
    const paces = [shown, charted].map((each) => paced(() => (each.value = span.peek())));
    const stop = effect(() => {
      void span.value;
      for (const pace of paces) pace.soon();
    });
    return () => {
      stop();
      for (const pace of paces) pace.stop();
    };
  };
  const kinds = computed(() => new Set<Kind>(kind.value === 'all' ? ['audio', 'video'] : [kind.value]));
  // By the models: by signals, every sample of stats would have the lanes made anew.
  const lanes = computed(() => {
    void shown.value;
    return selection.parts.value
      .flatMap(({ record, connections }) => lanesOf(record.model, connections, clearedAt.value))
      .filter((lane) => lane.kind === null || kinds.value.has(lane.kind));
  });
  const series = computed<Series>(() => {
    const parts = selection.parts.value;
    const { from, to } = charted.value;
    const sources = parts.map(({ record, connections }) => ({ history: record.history, connections }));
    const readings = store.readings.list.value.filter(({ at }) => at >= from && at <= to);
    return {
      readings,
      span: { from, to },
      points: replay(sources, { from, to }, kinds.value, COLUMNS),
      sdp: sdpSeries(
        parts.map(({ record, connections }) => ({ readings: record.history.sdp, connections })),
        { from, to },
        COLUMNS,
      ),
      unrecorded: unrecordedIn(lanes.peek(), { from, to }),
      marks: marksOf(store, parts, { from, to }, readings),
    };
  });
  return { span: shown as ReadonlySignal<Span>, lanes, series, follow };
}

export type SeriesSignals = Pick<ReturnType<typeof createSeries>, 'span' | 'lanes' | 'series'>;

function marksOf({ clearedAt }: Store, parts: readonly Part[], { from, to }: Span, readings: readonly Reading[]) {
  const since = Math.max(from, clearedAt.value);
  const marks: ChartMark[] = [];
  for (const { record, connections } of parts) {
    for (const mark of record.history.marks) {
      if (mark.at < since || mark.at > to) continue;
      if (mark.connection === null || isChosen(connections, mark.connection)) marks.push(mark);
    }
  }
  for (const { at, mib } of readings) {
    marks.push({ at, type: 'reading', connection: null, text: `Reading: ${megabytes(mib)}` });
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** When what grows now began to; null where nothing grows. */
export function growthOf({ results }: Store): number | null {
  const begins = results.result.value.findings.flatMap(({ state, ended, since }) =>
    state === 'growing' && !ended && since !== null ? [since] : [],
  );
  return begins.length > 0 ? Math.min(...begins) : null;
}

function spanOf(store: Store, choice: WindowName): Span {
  const { selection, clearedAt, now, readings } = store;
  const window = WINDOWS_MS[choice];
  const parts = selection.parts.value;
  const ends = parts.map(({ record }) => record.link.value).map((link) => (link.state === 'gone' ? link.at : null));
  const allGone = ends.length > 0 && ends.every((end) => end !== null);
  const end = allGone ? Math.max(...(ends as number[])) + 1_000 : now.value;
  // One that was just typed in may be newer than the clock, which stands still while paused.
  const to = Math.max(end, readings.list.value.at(-1)?.at ?? 0);
  const begins = parts.flatMap(({ record, connections }) =>
    [...record.connections.value.values()].filter(({ id }) => isChosen(connections, id)).map((each) => each.madeAt),
  );
  const growth = choice === 'Since growth' ? growthOf(store) : null;
  const first = Math.max(clearedAt.value, growth ?? Math.min(to, ...begins));
  // A little room at the left, so that the first step can be seen as one.
  const all = first - Math.max(LEAST_SPAN_MS / 20, (to - first) * 0.02);
  const from = window === null ? all : to - window;
  return { from: Math.min(from, to - LEAST_SPAN_MS), to };
}
