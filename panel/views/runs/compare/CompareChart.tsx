import { useSignal } from '@preact/signals';
import { formatRange } from '../../../../core/estimate/totals';
import type { Span } from '../../../../core/history/replay';
import type { Comparison } from '../../../../core/runs/compare/compare';
import { METRICS, type Metric, metricOf, overlayByPublish, overlayByTime } from '../../../../core/runs/compare/overlay';
import { bytes, integer, UNKNOWN } from '../../../../core/text/format';
import type { Run } from '../../../store/runs/runs';
import { useStore } from '../../context';
import type { Axis, HorizontalAxis, Picture } from '../../overview/drawing/picture';
import { TimeChart } from '../../overview/TimeChart';
import { Segmented } from '../../parts/Segmented';

const METRIC_NAMES: Record<Metric, string> = {
  transceivers: 'Transceivers',
  idle: 'Idle transceivers',
  mLines: 'm-lines',
  sdpBytes: 'SDP size',
  idleEncoders: 'Idle encoders',
};
const METRIC_OPTIONS = METRICS.map((value) => ({ value, label: METRIC_NAMES[value] }));
const AXIS_OPTIONS = [
  { value: 'publish', label: 'By publish' },
  { value: 'time', label: 'By time' },
] as const;

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600];

const BY_TIME: HorizontalAxis = {
  label: 'Since the first publish',
  write: (ms) => `${Math.round(ms / 100) / 10} s`,
  ticks: ({ from, to }, most) =>
    multiples({ from, to }, (STEPS_S.find((s) => (to - from) / 1_000 / s <= most) ?? 3_600) * 1_000),
};

const BY_PUBLISH: HorizontalAxis = {
  label: 'Publish',
  places: true,
  write: integer,
  ticks: (span, most) => multiples(span, Math.max(1, Math.ceil((span.to - span.from) / most))),
};

function multiples({ from, to }: Span, step: number): number[] {
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

interface CompareChartProps {
  comparison: Comparison;
  a: Run;
  b: Run;
}

/** One figure of both runs over one axis. */
export function CompareChart({ comparison: { names, figures, subject }, a, b }: CompareChartProps) {
  const { now } = useStore();
  const metric = useSignal<Metric>('transceivers');
  const axis = useSignal<'publish' | 'time'>('publish');
  if (!subject) return null;
  const byTime = axis.value === 'time';
  const overlay = byTime
    ? overlayByTime(a, b, subject, now.peek())
    : overlayByPublish(figures.a.points, figures.b.points);
  const of = metric.value;
  const curves = [overlay.a, overlay.b];
  const first = overlay.x[0] ?? 0;
  const last = overlay.x.at(-1) ?? 1;
  const picture: Picture = {
    span: byTime ? { from: first, to: last } : { from: 0.5, to: last + 0.5 },
    times: overlay.x,
    stacked: false,
    marks: [],
    curves: [
      { label: names.a, color: '--chart-inactive', values: overlay.a.map((stand) => metricOf(stand, of)) },
      {
        label: names.b,
        color: '--chart-sendonly',
        dash: [5, 3],
        values: overlay.b.map((stand) => metricOf(stand, of)),
      },
    ],
    left: axisOf(of),
    x: byTime ? BY_TIME : BY_PUBLISH,
  };
  const write = (curve: number, k: number) => {
    const stand = curves[curve]![k] ?? null;
    if (of === 'idleEncoders') return stand?.idleEncoders ? `≈ ${formatRange(stand.idleEncoders)}` : UNKNOWN;
    const value = metricOf(stand, of);
    return value === null ? UNKNOWN : of === 'sdpBytes' ? bytes(value) : integer(value);
  };
  const ends = curves.map((stands, i) => `${i === 0 ? names.a : names.b}: ${write(i, stands.findLastIndex(Boolean))}`);
  return (
    <div class="compare-chart">
      <div class="compare-bar">
        <Segmented label="Figure" options={METRIC_OPTIONS} value={of} onChange={(value) => (metric.value = value)} />
        <Segmented label="Axis" options={AXIS_OPTIONS} value={axis.value} onChange={(value) => (axis.value = value)} />
      </div>
      <TimeChart
        title={`${METRIC_NAMES[of]} ${byTime ? 'by time' : 'by publish'}`}
        note={<span class="badge">{of === 'idleEncoders' ? 'estimate' : 'counted'}</span>}
        picture={picture}
        write={write}
        footer={() => `At the end: ${ends.join(', ')}`}
        summary={`${METRIC_NAMES[of]} at the end. ${ends.join('. ')}.`}
      />
    </div>
  );
}

function axisOf(metric: Metric): Axis {
  if (metric === 'sdpBytes') return { write: bytes, binary: true };
  if (metric === 'idleEncoders') return { write: (value) => `${Math.round(value)} MB` };
  return { write: integer };
}
