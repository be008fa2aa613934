import {
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  type ScaleOptions,
} from 'chart.js';
import zoomPlugin from 'chartjs-plugin-zoom';
import type { Span } from '../../../../core/history/replay';
import { drawPoints } from '../points';
import { colorsOf, hatch, withAlpha } from './colors';
import { drawMarks } from './marks';
import { moveByShift } from './moving';
import { type Axis, horizontalOf, type Picture } from './picture';
import { sizeStep } from './ticks/sizeTicks';
import { drawUnrecorded } from './unrecorded';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, zoomPlugin);

/** Widths of the axes are fixed, so that charts above one another share their times. */
const AXIS_WIDTH = 50;
const TICKS = 5;
const LABEL_WIDTH = 52;

type LineChart = Chart<'line', { x: number; y: number | null }[]>;

/**
 * A chart.js line chart over time that is given a whole new picture at every update.
 * @param onZoom is given the stretch of time that the user dragged over, or zoomed or moved to
 */
export function createChart(canvas: HTMLCanvasElement, onZoom: (span: Span) => void) {
  let picture: Picture | null = null;
  // Looked up anew with each picture: the theme may have changed.
  let colors = colorsOf(canvas);
  const hatches = new Map<string, CanvasPattern | string>();
  function hatched(color: string): CanvasPattern | string {
    const pattern = hatches.get(color) ?? hatch(canvas, color);
    hatches.set(color, pattern);
    return pattern;
  }
  const notify = ({ chart }: { chart: Chart }) => {
    const { min, max } = chart.scales.x!;
    // The picture that follows has its own span: the plugin's would add to it.
    onZoom({ from: min, to: max });
  };
  const marksPlugin: Plugin<'line'> = {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      if (picture) drawMarks(chart, picture.marks, colors);
    },
    afterDatasetsDraw: (chart) => {
      if (picture?.points) drawPoints(chart, picture.points, colors);
      if (!picture?.unrecorded?.length) return;
      const pattern = hatched(colors('--phase-unknown'));
      drawUnrecorded(chart, picture.unrecorded, pattern, colors('--text-subtle'), colors('--base'));
    },
  };
  const chart: LineChart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: { top: 8, right: 0 } },
      elements: { point: { radius: 0, hitRadius: 0 } },
      plugins: {
        zoom: {
          // By Ctrl, so that the wheel goes on scrolling the panel.
          zoom: {
            mode: 'x',
            drag: { enabled: true, threshold: 4, backgroundColor: colors('--chart-grid') },
            wheel: { enabled: true, modifierKey: 'ctrl' },
            onZoomComplete: notify,
          },
          // Enabled, so that a drag with Shift is none that zooms.
          pan: { enabled: true, mode: 'x', modifierKey: 'shift' },
        },
      },
    },
    plugins: [marksPlugin],
  });

  const stopMoving = moveByShift(
    canvas,
    chart as Chart,
    () => !picture?.x,
    () => notify({ chart: chart as Chart }),
  );

  return {
    draw(next: Picture): void {
      picture = next;
      colors = colorsOf(canvas);
      const { times, curves, stacked } = next;
      const heights = heightsOf(next);
      const { datasets } = chart.data;
      datasets.length = curves.length;
      curves.forEach((curve, i) => {
        const color = colors(curve.color);
        // The same object for each: to chart.js another one is a curve of its own, with new elements for all its points.
        datasets[i] = Object.assign(datasets[i] ?? { data: [] }, {
          label: curve.label,
          data: times.map((x, k) => ({ x, y: heights[i]![k] ?? null })),
          yAxisID: curve.axis === 'right' ? 'right' : 'y',
          stepped: next.x?.places ? 'middle' : 'before',
          pointRadius: next.x?.places ? 3 : 0,
          borderWidth: curve.hatched ? 0 : 1.5,
          borderColor: color,
          borderDash: curve.dash ?? [],
          backgroundColor: curve.hatched ? hatched(color) : withAlpha(color, 0.35),
          fill: stacked ? (i === 0 ? 'origin' : '-1') : false,
        } satisfies ChartDataset<'line', { x: number; y: number | null }[]>);
      });
      chart.options.scales = scalesOf(next, heights, colors, getComputedStyle(canvas).fontFamily) as never;
      // Over one axis of its own there is no time to choose. Not `pan`: the plugin would start hammerjs, which is left out.
      const { drag, wheel } = chart.options.plugins!.zoom!.zoom!;
      for (const gesture of [drag!, wheel!]) gesture.enabled = !next.x;
      chart.update('none');
    },
    /** Time at a position in px from the canvas’s left edge; null beside the plot. */
    timeAt(x: number): number | null {
      const { left, right } = chart.chartArea ?? {};
      if (left === undefined || x < left || x > right) return null;
      return chart.scales.x?.getValueForPixel(x) ?? null;
    },
    /** Position in px of a time; null where it is out of view. */
    positionOf(at: number): number | null {
      const scale = chart.scales.x;
      if (!scale || at < scale.min || at > scale.max) return null;
      return scale.getPixelForValue(at);
    },
    destroy(): void {
      stopMoving();
      chart.destroy();
    },
  };
}

export type TimeChartHandle = ReturnType<typeof createChart>;

/** @param heights each curve's upper edge */
function scalesOf(
  picture: Picture,
  heights: Heights,
  colors: (name: string) => string,
  family: string,
): Record<string, ScaleOptions<'linear'>> {
  const { span, left, right } = picture;
  const text = colors('--text-subtle');
  const grid = colors('--chart-grid');
  const font = { size: 10, family };
  const value = (position: 'left' | 'right', axis: Axis) => ({
    type: 'linear',
    position,
    min: 0,
    // Low counts would fill the whole height, and look like much.
    suggestedMax: 4,
    ...(axis.binary ? binaryLimits(picture, heights, position) : {}),
    afterFit: (scale: { width: number }) => {
      scale.width = AXIS_WIDTH;
    },
    border: { display: false },
    grid: { color: grid, drawTicks: false, display: position === 'left' },
    ticks: {
      color: text,
      font,
      padding: 4,
      ...(axis.binary
        ? { stepSize: sizeStep(highest(picture, heights, position), TICKS) }
        : { maxTicksLimit: TICKS, precision: 0 }),
      callback: (tick: number) => axis.write(tick),
    },
  });
  return {
    x: {
      type: 'linear',
      min: span.from,
      max: span.to,
      border: { color: grid },
      grid: { color: grid, drawTicks: false },
      afterBuildTicks: (scale: { ticks: { value: number }[]; width: number }) => {
        // A label that reaches over the edge would make the plot narrower than those above and below.
        const edge = span.to - ((span.to - span.from) * LABEL_WIDTH) / 2 / scale.width;
        const ticks = horizontalOf(picture).ticks(span, Math.max(2, Math.floor(scale.width / 75)));
        scale.ticks = ticks.filter((at) => at < edge).map((at) => ({ value: at }));
      },
      ticks: {
        color: text,
        font,
        maxRotation: 0,
        autoSkip: false,
        padding: 4,
        callback: (at: number) => horizontalOf(picture).write(at),
      },
    },
    y: value('left', left),
    ...(right ? { right: value('right', right) } : {}),
  } as never;
}

type Heights = readonly (readonly (number | null)[])[];

/**
 * Each curve's upper edge. Not by chart.js's `stacked`: it keeps an entry for every time it ever drew,
 * which a picture that moves on makes without end (3 kB a publish).
 */
function heightsOf({ curves, times, stacked }: Picture): Heights {
  if (!stacked) return curves.map(({ values }) => values);
  const top = times.map(() => 0);
  return curves.map(({ values }) => times.map((_, k) => (top[k]! += values[k] ?? 0)));
}

function binaryLimits(picture: Picture, heights: Heights, position: 'left' | 'right'): { max: number } {
  const max = Math.max(1, highest(picture, heights, position));
  const step = sizeStep(max, TICKS);
  return { max: Math.ceil(max / step) * step };
}

/** Highest value on an axis: of the whole stack where curves are stacked. */
function highest(picture: Picture, heights: Heights, position: 'left' | 'right'): number {
  const own = heights.filter((_, i) => (picture.curves[i]!.axis ?? 'left') === position);
  const single = position === 'left' ? (picture.points?.list ?? []) : [];
  return Math.max(0, ...single.map(({ value }) => value), ...own.flat().map((value) => value ?? 0));
}
