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
  const notify = ({ chart }: { chart: Chart }) => {
    const { min, max } = chart.scales.x!;
    // The picture that follows has its own span: the plugin's would add to it.
    onZoom({ from: min, to: max });
  };
  const marksPlugin: Plugin<'line'> = {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      if (picture) drawMarks(chart, picture.marks, coloursOf(canvas));
    },
    afterDatasetsDraw: (chart) => {
      if (picture?.points) drawPoints(chart, picture.points, coloursOf(canvas));
      if (!picture?.unrecorded?.length) return;
      const colours = coloursOf(canvas);
      const pattern = hatch(canvas, colours('--phase-unknown'));
      drawUnrecorded(chart, picture.unrecorded, pattern, colours('--text-subtle'), colours('--base'));
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
            drag: { enabled: true, threshold: 4, backgroundColor: colourOf(canvas, '--chart-grid') },
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
      const { times, curves, stacked } = next;
      const heights = heightsOf(next);
      chart.data.datasets = curves.map((curve, i): ChartDataset<'line', { x: number; y: number | null }[]> => {
        const colour = colourOf(canvas, curve.colour);
        return {
          label: curve.label,
          data: times.map((x, k) => ({ x, y: heights[i]![k] ?? null })),
          yAxisID: curve.axis === 'right' ? 'right' : 'y',
          stepped: next.x?.places ? 'middle' : 'before',
          pointRadius: next.x?.places ? 3 : 0,
          borderWidth: curve.hatched ? 0 : 1.5,
          borderColor: colour,
          borderDash: curve.dash ?? [],
          backgroundColor: curve.hatched ? hatch(canvas, colour) : withAlpha(colour, 0.35),
          fill: stacked ? (i === 0 ? 'origin' : '-1') : false,
        };
      });
      chart.options.scales = scalesOf(canvas, next) as never;
      // Over one axis of its own there is no time to choose.
      const { zoom, pan } = chart.options.plugins!.zoom!;
      for (const gesture of [zoom!.drag!, zoom!.wheel!, pan!]) gesture.enabled = !next.x;
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

function scalesOf(canvas: HTMLCanvasElement, picture: Picture): Record<string, ScaleOptions<'linear'>> {
  const { span, left, right } = picture;
  const text = colourOf(canvas, '--text-subtle');
  const grid = colourOf(canvas, '--chart-grid');
  const font = { size: 10, family: getComputedStyle(canvas).fontFamily };
  const value = (position: 'left' | 'right', axis: Axis) => ({
    type: 'linear',
    position,
    min: 0,
    // Low counts would fill the whole height, and look like much.
    suggestedMax: 4,
    ...(axis.binary ? binaryLimits(picture, position) : {}),
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
        ? { stepSize: sizeStep(highest(picture, position), TICKS) }
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

/**
 * Each curve's upper edge. Not by chart.js's `stacked`: it keeps an entry for every time it ever drew,
 * which a picture that moves on makes without end (3 kB a publish).
 */
function heightsOf({ curves, times, stacked }: Picture): (readonly (number | null)[])[] {
  if (!stacked) return curves.map(({ values }) => values);
  const top = times.map(() => 0);
  return curves.map(({ values }) => times.map((_, k) => (top[k]! += values[k] ?? 0)));
}

function binaryLimits(picture: Picture, position: 'left' | 'right'): { max: number } {
  const max = Math.max(1, highest(picture, position));
  const step = sizeStep(max, TICKS);
  return { max: Math.ceil(max / step) * step };
}

/** Highest value on an axis: of the whole stack where curves are stacked. */
function highest(picture: Picture, position: 'left' | 'right'): number {
  const own = heightsOf(picture).filter((_, i) => (picture.curves[i]!.axis ?? 'left') === position);
  const single = position === 'left' ? (picture.points?.list ?? []) : [];
  return Math.max(0, ...single.map(({ value }) => value), ...own.flat().map((value) => value ?? 0));
}

/** Colours by name, each looked up once: a computed style for each of thousands of marks takes seconds. */
function coloursOf(canvas: HTMLCanvasElement): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const colour = known.get(name) ?? colourOf(canvas, name);
    known.set(name, colour);
    return colour;
  };
}

/**
 * A custom property as `#rrggbb`. Forced colours are keywords, and only an element in the document
 * knows the user's: a context takes them for those of a light page.
 */
function colourOf(canvas: HTMLCanvasElement, name: string): string {
  const style = getComputedStyle(canvas);
  const colour = style.getPropertyValue(name).trim();
  if (colour.startsWith('#')) return colour;
  canvas.style.color = `var(${name})`;
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = 'gray';
  context.fillStyle = style.color;
  return String(context.fillStyle);
}

function withAlpha(colour: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${Math.round(alpha * 255).toString(16)}` : colour;
}

function hatch(canvas: HTMLCanvasElement, colour: string): CanvasPattern | string {
  const tile = new OffscreenCanvas(6, 6);
  const context = tile.getContext('2d')!;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  for (const offset of [-6, 0, 6]) {
    context.moveTo(offset, 6);
    context.lineTo(offset + 6, 0);
  }
  context.stroke();
  return canvas.getContext('2d')?.createPattern(tile, 'repeat') ?? colour;
}
