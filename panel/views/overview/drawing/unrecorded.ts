import type { Chart } from 'chart.js';
import type { Span } from '../../../../core/history/replay';

/** A stretch of time that is not known, and what is written into it. */
export interface Stretch extends Span {
  text: string;
  /** Something else is known of it, which must stay readable. */
  partly?: boolean;
}

const FONT = 10;
/** Height of a stretch of which something is known, in px. */
const STRIP = 14;

/** Hatches stretches that are not known, with the words where they fit in: over the whole height, or above what is known. */
export function drawUnrecorded(
  chart: Chart<'line'>,
  stretches: readonly Stretch[],
  pattern: CanvasPattern | string,
  color: string,
  base: string,
): void {
  const { ctx, chartArea, scales } = chart;
  const { left, right, top, bottom } = chartArea;
  ctx.save();
  ctx.font = `${FONT}px ${getComputedStyle(chart.canvas).fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { from, to, text, partly } of stretches) {
    const start = Math.max(left, scales.x!.getPixelForValue(from));
    const width = Math.min(right, scales.x!.getPixelForValue(to)) - start;
    if (width <= 0) continue;
    ctx.fillStyle = pattern;
    const height = partly ? STRIP : bottom - top;
    ctx.fillRect(start, top, width, height);
    const needed = ctx.measureText(text).width + 8;
    if (needed > width) continue;
    const [x, y] = [start + width / 2, top + height / 2];
    ctx.fillStyle = base;
    ctx.fillRect(x - needed / 2, y - FONT / 2 - 1, needed, FONT + 2);
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  }
  ctx.restore();
}
