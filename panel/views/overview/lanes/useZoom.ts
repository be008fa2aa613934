import { useState } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';

/** Shorter stretches show nothing more, in ms. */
const MIN_SPAN = 200;
/** px that a pointer may move within a click. */
const CLICK = 4;

/** The part of a span around its middle, or around a time, that is `factor` as long. */
export function zoomed({ from, to }: Span, factor: number, around = (from + to) / 2): Span {
  const share = (around - from) / (to - from);
  const length = Math.max(MIN_SPAN, (to - from) * factor);
  return { from: around - length * share, to: around + length * (1 - share) };
}

/** A span moved by a share of its length. */
export function panned({ from, to }: Span, share: number): Span {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}

interface DragOptions {
  /** Time at a position on the page in px; null outside of the bars. */
  timeAt(clientX: number): number | null;
  onSpan(span: Span): void;
}

/** Chooses a stretch of time by dragging over it. */
export function useDrag({ timeAt, onSpan }: DragOptions) {
  const [range, setRange] = useState<Span | null>(null);

  function onPointerDown(event: PointerEvent): void {
    const start = timeAt(event.clientX);
    if (event.button !== 0 || start === null) return;
    const target = event.currentTarget as HTMLElement;
    const x = event.clientX;
    let dragged: Span | null = null;
    const move = (moved: PointerEvent) => {
      if (!dragged && Math.abs(moved.clientX - x) < CLICK) return;
      if (!dragged) target.setPointerCapture(moved.pointerId);
      const at = timeAt(moved.clientX);
      if (at !== null) dragged = { from: Math.min(start, at), to: Math.max(start, at) };
      setRange(dragged);
    };
    const up = () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', up);
      target.removeEventListener('pointercancel', up);
      setRange(null);
      if (!dragged) return;
      // The click that ends a drag chooses nothing.
      const swallow = (click: Event) => click.stopPropagation();
      target.addEventListener('click', swallow, { capture: true });
      setTimeout(() => target.removeEventListener('click', swallow, { capture: true }));
      if (dragged.to - dragged.from >= MIN_SPAN) onSpan(dragged);
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', up);
    target.addEventListener('pointercancel', up);
  }
  return { range, onPointerDown };
}
