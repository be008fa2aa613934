import { useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../../../theme';
import { useStore } from '../../context';
import type { TimeChartHandle } from './chart';
import { paced } from './paced';
import type { Picture } from './picture';

type Drawing = typeof import('./chart');

/** A third of the panel's code, and not needed to read its verdict: loaded behind the first paint. */
let loaded: Drawing | null = null;
const load = async () => {
  loaded ??= await import('./chart');
  return loaded;
};

/** The picture itself, with a line at the time under the pointer. Its place is there before it is drawn. */
export function Canvas({ picture, summary }: { picture: Picture; summary: string }) {
  const { cursor, zoom } = useStore().ui;
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const chart = useRef<TimeChartHandle | null>(null);
  const pace = useRef<ReturnType<typeof paced> | null>(null);
  const latest = useRef(picture);
  latest.current = picture;
  const [drawing, setDrawing] = useState(loaded);
  const [error, setError] = useState<string | null>(null);
  const colors = theme.value;

  useEffect(() => {
    load().then(setDrawing, (reason) => setError(String(reason)));
  }, []);
  useLayoutEffect(() => {
    if (!drawing) return;
    const made = drawing.createChart(canvas.current!, (span) => {
      if (!latest.current.x) zoom.value = span;
    });
    const drawn = paced(() => made.draw(latest.current));
    chart.current = made;
    pace.current = drawn;
    return () => {
      drawn.stop();
      made.destroy();
      // The effect below may still be due when the view has gone: a chart that was destroyed can't be drawn.
      chart.current = null;
      pace.current = null;
    };
  }, [drawing]);
  // Another theme means other colors of the same picture.
  useEffect(() => pace.current?.soon(), [picture, colors, drawing]);

  useSignalEffect(() => {
    const at = cursor.value;
    const x = at === null ? null : (chart.current?.positionOf(at) ?? null);
    if (!line.current) return;
    line.current.hidden = x === null;
    if (x !== null) line.current.style.transform = `translateX(${Math.round(x)}px)`;
  });

  return (
    <div
      class="canvas"
      onPointerMove={(event) => {
        const { left } = canvas.current!.getBoundingClientRect();
        cursor.value = chart.current?.timeAt(event.clientX - left) ?? null;
      }}
      onPointerLeave={() => (cursor.value = null)}
    >
      <canvas ref={canvas} role="img" aria-label={summary} />
      <div class="cursor-line" ref={line} hidden />
      {error && <p class="error-text">The chart could not be loaded: {error}</p>}
    </div>
  );
}
