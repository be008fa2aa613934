import { useMemo } from 'preact/hooks';
import { formatRange } from '../../analysis/memory';
import { ENCODER_GROUPS, type Point } from '../../analysis/replay';
import { bytes, clockTime, plural } from '../../format';
import { useStore } from '../context';
import type { Curve, Picture } from './chart';
import { Formula } from './Formula';
import type { Series } from './series';
import { TimeChart } from './TimeChart';

const COLOURS = {
  'video idle': '--chart-video-idle',
  'video sending': '--chart-video-sending',
  'audio idle': '--chart-audio-idle',
  'audio sending': '--chart-audio-sending',
} as const;

/** Chart 2: what the encoders behind the senders hold. The lower ends are stacked, their range on top. */
export function EncodersChart({ series }: { series: Series }) {
  const { selection } = useStore();
  const { points, span, marks } = series;
  const picture = useMemo((): Picture => {
    const groups: Curve[] = ENCODER_GROUPS.map((group) => ({
      label: group,
      colour: COLOURS[group],
      values: points.map((point) => point.encoders[group].low),
    }));
    const range: Curve = {
      label: 'up to',
      colour: '--chart-range',
      hatched: true,
      values: points.map((point) => Math.max(0, totalOf(point).high - totalOf(point).low)),
    };
    return {
      span,
      marks,
      stacked: true,
      times: points.map((point) => point.at),
      curves: [...groups, range],
      left: { write: megabytes, binary: true },
    };
  }, [points, span, marks]);
  const last = points.at(-1)!;
  const idle = formatRange(last.encoders['video idle']);
  const unknown = last.unknown > 0 ? ` ${plural(last.unknown, 'sender')} without a figure.` : '';
  const heap = selection.parts.value.reduce<number | null>(
    (sum, { record }) => (record.jsHeapBytes.value === null ? sum : (sum ?? 0) + record.jsHeapBytes.value),
    null,
  );
  return (
    <TimeChart
      title="Encoders behind senders"
      note={
        <>
          <span class="badge">estimate</span>
          <Formula jsHeapBytes={heap} />
        </>
      }
      picture={picture}
      extra={{
        label: 'Without a figure',
        values: points.map((point) => (point.unknown > 0 ? String(point.unknown) : '')),
      }}
      write={(curve, k) => write(points[k]!, curve)}
      summary={`Estimated memory of the encoders behind senders, ${clockTime(span.from)} to ${clockTime(
        span.to,
      )}: now ${formatRange(totalOf(last))}, of which idle video ${idle}.${unknown}`}
      footer={`MB are 1024-based.${heap === null ? '' : ` Measured JS heap, without encoders: ${bytes(heap)}`}`}
    />
  );
}

/** For the axis: `500 MB`, `1.5 GB`. */
function megabytes(value: number): string {
  return value < 1024 ? `${Math.round(value)} MB` : `${Math.round(value / 102.4) / 10} GB`;
}

function totalOf({ encoders }: Point) {
  const total = { low: 0, high: 0 };
  for (const group of ENCODER_GROUPS) {
    total.low += encoders[group].low;
    total.high += encoders[group].high;
  }
  return total;
}

/** A group as its range; the hatched part as the upper end of the whole. */
function write(point: Point, curve: number): string {
  const group = ENCODER_GROUPS[curve];
  return group ? formatRange(point.encoders[group]) : formatRange(totalOf(point)).replace(/^.*-/, '');
}
