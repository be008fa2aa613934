import { useMemo } from 'preact/hooks';
import { DIRECTIONS } from '../../../core/history/replay';
import { clockTime, integer } from '../../../core/text/format';
import type { Picture } from './drawing/picture';
import type { KindChoice, Series } from './series';
import { TimeChart } from './TimeChart';

/** From the bottom up: what is in use first, so that what is left over shows as the growing top. */
const ORDER = ['sendrecv', 'sendonly', 'recvonly', 'inactive', 'stopped'] as const satisfies typeof DIRECTIONS;

/** Chart 1: transceivers by direction. */
export function DirectionsChart({ series, kind }: { series: Series; kind: KindChoice }) {
  const picture = useMemo((): Picture => {
    const { points, span, marks } = series;
    return {
      span,
      marks,
      stacked: true,
      times: points.map((point) => point.at),
      curves: ORDER.map((direction) => ({
        label: direction,
        colour: `--chart-${direction}`,
        values: points.map((point) => point.directions[direction]),
      })),
      left: { write: integer },
    };
  }, [series]);
  const last = series.points.at(-1)!;
  const total = DIRECTIONS.reduce((sum, direction) => sum + last.directions[direction], 0);
  const parts = ORDER.filter((direction) => last.directions[direction] > 0).map(
    (direction) => `${last.directions[direction]} ${direction}`,
  );
  const what = kind === 'all' ? 'Transceivers' : `${kind} transceivers`;
  const summary = `${what} by direction, ${clockTime(series.span.from)} to ${clockTime(series.span.to)}: now ${total}${
    parts.length > 0 ? `, of which ${parts.join(', ')}` : ''
  }; ${last.phases.idle} idle.`;
  return (
    <TimeChart
      title="Transceivers by direction"
      note={<span class="big">{integer(total)}</span>}
      picture={picture}
      write={(curve, k) => integer(series.points[k]!.directions[ORDER[curve]!])}
      summary={summary}
      footer={`Now: ${last.phases.sending} sending, ${last.phases.idle} idle, ${last.phases.new} never sent`}
    />
  );
}
