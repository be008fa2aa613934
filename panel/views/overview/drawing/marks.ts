import type { Chart } from 'chart.js';
import type { Mark } from '../../../../core/model/data';

/** A mark of a document's history, or a reading that the user typed in. */
export type ChartMark = Omit<Mark, 'type'> & { type: Mark['type'] | 'reading' };

interface MarkStyle {
  label: string;
  color: string;
  /** Where it stands: a short tick at the top or bottom, or a line over the whole height. */
  place: 'top' | 'bottom' | 'line';
  dash: number[];
}

export const MARKS: Record<ChartMark['type'], MarkStyle> = {
  publish: { label: 'publish', color: '--mark-publish', place: 'top', dash: [] },
  unpublish: { label: 'unpublish', color: '--mark-unpublish', place: 'bottom', dash: [] },
  patch: { label: 'patch switched', color: '--mark-patch', place: 'line', dash: [4, 3] },
  downscaled: { label: 'downscaled by hand', color: '--mark-downscaled', place: 'line', dash: [6, 2, 1, 2] },
  document: { label: 'navigation', color: '--mark-document', place: 'line', dash: [] },
  closed: { label: 'connection closed', color: '--mark-closed', place: 'line', dash: [1, 3] },
  reading: { label: 'reading', color: '--mark-reading', place: 'line', dash: [2, 2] },
};

const TICK = 7;
/** Lines of one type that are nearer than this, in px, would be a pattern over the whole chart. */
const APART = { top: 1, bottom: 1, line: 5 };

/** Draws marks, given in order of time, behind the curves; of many in one place the first. The table twin has all. */
export function drawMarks(chart: Chart<'line'>, marks: readonly ChartMark[], colorOf: (name: string) => string): void {
  const { ctx, chartArea, scales } = chart;
  const last = new Map<ChartMark['type'], number>();
  ctx.save();
  ctx.lineWidth = 1.5;
  for (const mark of marks) {
    const x = Math.round(scales.x!.getPixelForValue(mark.at));
    const { color, place, dash } = MARKS[mark.type];
    if (x < (last.get(mark.type) ?? Number.NEGATIVE_INFINITY) + APART[place]) continue;
    last.set(mark.type, x);
    ctx.strokeStyle = colorOf(color);
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, place === 'bottom' ? chartArea.bottom - TICK : chartArea.top - (place === 'top' ? TICK : 0));
    ctx.lineTo(x, place === 'top' ? chartArea.top : chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}
