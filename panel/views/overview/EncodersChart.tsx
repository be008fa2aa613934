import { useMemo } from 'preact/hooks';
import { factorText } from '../../../core/estimate/factor';
import type { Estimate } from '../../../core/estimate/memory';
import { formatRange, totalOf } from '../../../core/estimate/totals';
import { ENCODER_GROUPS, type Point } from '../../../core/history/replay';
import { bytes, clockTime, megabytes, plural } from '../../../core/text/format';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { Icon } from '../parts/Icon';
import { AddReading } from '../readings/AddReading';
import { FACTOR_TITLE, readingFactor } from '../readings/factor';
import type { Curve, Picture } from './drawing/picture';
import type { KindChoice, Series } from './series';
import { TimeChart } from './TimeChart';
import { nullStretches, recordedTextAt, unrecordedStretches } from './unrecorded';

const COLOURS = {
  'video idle': '--chart-video-idle',
  'video sending': '--chart-video-sending',
  'audio idle': '--chart-audio-idle',
  'audio sending': '--chart-audio-sending',
} as const;

/** Chart 2: what the encoders behind the senders hold. The lower ends are stacked, their range on top. */
export function EncodersChart({ series, kind }: { series: Series; kind: KindChoice }) {
  const store = useStore();
  const { selection, jsHeapBytes, transport } = store;
  const factor = readingFactor(store);
  const { points, span, marks, readings, unrecorded } = series;
  const picture = useMemo((): Picture => {
    const groups: Curve[] = ENCODER_GROUPS.map((group) => ({
      label: group,
      color: COLOURS[group],
      values: points.map((point) => point.encoders[group].low),
    }));
    const range: Curve = {
      label: 'upper bound',
      color: '--chart-range',
      hatched: true,
      values: points.map((point) => Math.max(0, sumOf(point).high - sumOf(point).low)),
    };
    const measured = readings.map(({ at, mib }) => ({ at, value: mib }));
    return {
      span,
      marks,
      stacked: true,
      times: points.map((point) => point.at),
      curves: [...groups, range],
      ...(measured.length > 0 && {
        points: { label: 'measured', color: '--mark-reading', list: measured, write: megabytes },
      }),
      left: { write: axisSize, binary: true },
      unrecorded: [
        ...unrecordedStretches(unrecorded),
        ...nullStretches(
          points.map((point) => point.at),
          points.map((point) => (point.unknown > 0 && sumOf(point).high === 0 ? null : 0)),
          'memory unknown',
        ),
      ],
    };
  }, [points, span, marks, readings, unrecorded]);
  const last = points.at(-1)!;
  const idle = formatRange(last.encoders['video idle']);
  const unknown = last.unknown > 0 ? ` ${plural(last.unknown, 'sender')} with unknown memory.` : '';
  const estimates = () =>
    selection.allRows.value
      .filter(
        ({ gone, transceiver: { phase, kind: of } }) => !gone && phase !== 'stopped' && (kind === 'all' || of === kind),
      )
      .map(({ estimate }) => estimate);
  return (
    <TimeChart
      title="Encoder memory"
      note={
        <>
          <span class="badge">estimate</span>
          <Doubt estimates={estimates} />
          {factor && (
            <span class="badge" title={FACTOR_TITLE}>
              {factorText(factor)} by your readings
            </span>
          )}
          <Figure button title="Encoder memory" estimates={estimates}>
            <Icon name="info" />
            Formula
          </Figure>
        </>
      }
      picture={picture}
      extras={[
        {
          label: 'senders with unknown memory',
          values: points.map((point) => (point.unknown > 0 ? String(point.unknown) : '')),
        },
        {
          label: 'receivers (not estimated)',
          values: points.map(({ uses: { receiving } }) => (receiving > 0 ? String(receiving) : '')),
        },
      ]}
      write={(curve, k) => recordedTextAt(unrecorded, points[k]!.at) ?? write(points[k]!, curve)}
      isEmpty={(curve) => points.every((point) => isEmptyAt(point, curve))}
      summary={`Estimated memory of the encoders behind senders, ${clockTime(span.from)} to ${clockTime(
        span.to,
      )}: now ${formatRange(sumOf(last))}, of which idle video ${idle}.${unknown}`}
      action={transport.hasPage && <AddReading />}
      footer={() => {
        const heap = jsHeapBytes.value;
        return `MB are 1024-based.${heap === null ? '' : ` JS heap (excludes encoders): ${bytes(heap)}`}`;
      }}
    />
  );
}

/** A component of its own: it reads the rows, which change with every sample when nothing of the picture does. */
function Doubt({ estimates }: { estimates(): Estimate[] }) {
  return <Uncalibrated doubt={doubtOf(totalOf(estimates()))} />;
}

/** For the axis: `500 MB`, `1.5 GB`. */
function axisSize(value: number): string {
  return value < 1024 ? `${Math.round(value)} MB` : `${Math.round(value / 102.4) / 10} GB`;
}

function sumOf({ encoders }: Point) {
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
  if (!group) return formatRange(sumOf(point)).replace(/^.*[-–]/, '');
  const [range, unknown] = [point.encoders[group], point.unknownIn[group]];
  if (unknown === 0) return formatRange(range);
  return range.high === 0 ? 'unknown' : `${formatRange(range)} + ${unknown} unknown`;
}

function isEmptyAt(point: Point, curve: number): boolean {
  const group = ENCODER_GROUPS[curve];
  if (!group) return sumOf(point).high === sumOf(point).low;
  return point.encoders[group].high === 0 && point.unknownIn[group] === 0;
}
