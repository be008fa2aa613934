import type { Chart } from 'chart.js';
import type { Mark } from '../../../../core/model/data';

/** A mark of a document's history, or a reading that the user typed in. */
export type ChartMark = Omit<Mark, 'type'> & { type: Mark['type'] | 'reading' };

interface MarkStyle {
  label: string;
  colour: string;
  /** Where it stands: a short tick at the top or bottom, or a line over the whole height. */
  place: 'top' | 'bottom' | 'line';
  dash: number[];
}

export const MARKS: Record<ChartMark['type'], MarkStyle> = {
  publish: { label: 'publish', colour: '--mark-publish', place: 'top', dash: [] },
  unpublish: { label: 'unpublish', colour: '--mark-unpublish', place: 'bottom', dash: [] },
  patch: { label: 'patch switched', colour: '--mark-patch', place: 'line', dash: [4, 3] },
  downscaled: { label: 'downscaled by hand', colour: '--mark-downscaled', place: 'line', dash: [6, 2, 1, 2] },
  document: { label: 'navigation', colour: '--mark-document', place: 'line', dash: [] },
  closed: { label: 'connection closed', colour: '--mark-closed', place: 'line', dash: [1, 3] },
  reading: { label: 'reading', colour: '--mark-reading', place: 'line', dash: [2, 2] },
};

const TICK = 7;
/** Lines of one type that are nearer than this, in px, would be a pattern over the whole chart. */
const APART = { top: 1, bottom: 1, line: 5 };

/** Draws marks, given in order of time, behind the curves; of many in one place the first. The table twin has all. */
export function drawMarks(chart: Chart<'line'>, marks: readonly ChartMark[], colourOf: (name: string) => string): void {
  const { ctx, chartArea, scales } = chart;
  const last = new Map<ChartMark['type'], number>();
  ctx.save();
  ctx.lineWidth = 1.5;
  for (const mark of marks) {
    const x = Math.round(scales.x!.getPixelForValue(mark.at));
    const { colour, place, dash } = MARKS[mark.type];
    if (x < (last.get(mark.type) ?? Number.NEGATIVE_INFINITY) + APART[place]) continue;
    last.set(mark.type, x);
    ctx.strokeStyle = colourOf(colour);
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, place === 'bottom' ? chartArea.bottom - TICK : chartArea.top - (place === 'top' ? TICK : 0));
    ctx.lineTo(x, place === 'top' ? chartArea.top : chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}
