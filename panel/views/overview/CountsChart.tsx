import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { DIRECTIONS, type Point } from '../../../core/history/replay';
import { KNOWN_PHASES, PHASE_LABELS } from '../../../core/lanes/phase';
import { clockTime, integer } from '../../../core/text/format';
import { Segmented } from '../parts/Segmented';
import type { Picture } from './drawing/picture';
import type { KindChoice, Series } from './series';
import { TimeChart } from './TimeChart';
import { recordedTextAt, unrecordedStretches } from './unrecorded';

interface Division {
  title: string;
  parts: readonly { label: string; color: string; countIn(point: Point): number }[];
}

/** From the bottom up: what is in use first, so that what is left over shows as the growing top. */
const DIVISIONS: Record<'phase' | 'direction', Division> = {
  phase: {
    title: 'Transceivers by phase',
    parts: KNOWN_PHASES.map((phase) => ({
      label: PHASE_LABELS[phase],
      color: `--phase-${phase}`,
      countIn: ({ uses }) => uses[phase],
    })),
  },
  direction: {
    title: 'Transceivers by direction',
    parts: DIRECTIONS.map((direction) => ({
      label: direction,
      color: `--chart-${direction}`,
      countIn: ({ directions }) => directions[direction],
    })),
  },
};
const OPTIONS = [
  { value: 'phase', label: 'Phase' },
  { value: 'direction', label: 'Direction' },
] as const;

/** Chart 1: transceivers by phase; after removeTrack() a sender made by addTrack() is recvonly, and idle. */
export function CountsChart({ series, kind }: { series: Series; kind: KindChoice }) {
  const by = useSignal<keyof typeof DIVISIONS>('phase');
  const { title, parts } = DIVISIONS[by.value];
  const { points, span, marks, unrecorded } = series;
  const picture = useMemo(
    (): Picture => ({
      span,
      marks,
      stacked: true,
      times: points.map((point) => point.at),
      curves: parts.map(({ label, color, countIn }) => ({ label, color, values: points.map(countIn) })),
      left: { write: integer },
      unrecorded: unrecordedStretches(unrecorded),
    }),
    [points, span, marks, unrecorded, parts],
  );
  const last = points.at(-1)!;
  const total = DIRECTIONS.reduce((sum, direction) => sum + last.directions[direction], 0);
  const now = parts.flatMap(({ label, countIn }) => (countIn(last) > 0 ? `${countIn(last)} ${label}` : []));
  const what = kind === 'all' ? title : title.replace('Transceivers', `${kind} transceivers`);
  return (
    <TimeChart
      title={title}
      note={
        <>
          <span class="big">{integer(total)}</span>
          <Segmented label="Divided by" options={OPTIONS} value={by.value} onChange={(to) => (by.value = to)} />
        </>
      }
      picture={picture}
      write={(curve, k) => recordedTextAt(unrecorded, points[k]!.at) ?? integer(parts[curve]!.countIn(points[k]!))}
      isEmpty={(curve) => points.every((point) => parts[curve]!.countIn(point) === 0)}
      summary={`${what}, ${clockTime(span.from)} to ${clockTime(span.to)}: now ${total}${
        now.length > 0 ? `, of which ${now.join(', ')}` : ''
      }.`}
      footer={() => `Now: ${now.join(', ') || 'none'}`}
    />
  );
}
