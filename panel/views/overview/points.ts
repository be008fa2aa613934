import type { Chart } from 'chart.js';

/** Values measured at single times, on the left axis. */
export interface Points {
  label: string;
  /** Name of a CSS custom property. */
  color: string;
  /** In order of time. */
  list: readonly { at: number; value: number }[];
  write(value: number): string;
}

const SIZE = 4.5;
const GAP = 7;

/** Draws each as a diamond with its value, beside it where there is room. */
export function drawPoints(chart: Chart<'line'>, points: Points, colorOf: (name: string) => string): void {
  const { ctx, chartArea, scales } = chart;
  ctx.save();
  ctx.fillStyle = colorOf(points.color);
  ctx.strokeStyle = colorOf('--base');
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'middle';
  ctx.font = `600 10px ${getComputedStyle(chart.canvas).fontFamily}`;
  for (const { at, value } of points.list) {
    const x = scales.x!.getPixelForValue(at);
    const y = scales.y!.getPixelForValue(value);
    ctx.beginPath();
    for (const [dx, dy] of [
      [0, -SIZE],
      [SIZE, 0],
      [0, SIZE],
      [-SIZE, 0],
    ] as const)
      ctx.lineTo(x + dx, y + dy);
    ctx.closePath();
    const text = points.write(value);
    const fits = x + GAP + ctx.measureText(text).width < chartArea.right;
    ctx.textAlign = fits ? 'left' : 'right';
    const textX = x + (fits ? GAP : -GAP);
    // A rim in the background's color: it has to be read over the curves.
    ctx.stroke();
    ctx.strokeText(text, textX, y);
    ctx.fill();
    ctx.fillText(text, textX, y);
  }
  ctx.restore();
}
