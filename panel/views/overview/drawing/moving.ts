import type { Chart } from 'chart.js';

/**
 * Shift and drag moves the time shown.
 * @param onEnd is called when the pointer lets go of what has moved
 * @returns stops listening
 */
export function moveByShift(canvas: HTMLCanvasElement, chart: Chart, isOn: () => boolean, onEnd: () => void) {
  const start = (down: PointerEvent) => {
    if (down.button !== 0 || !down.shiftKey || !isOn()) return;
    canvas.setPointerCapture(down.pointerId);
    const gesture = new AbortController();
    const { signal } = gesture;
    let at = down.clientX;
    let moved = false;
    const move = ({ clientX }: PointerEvent) => {
      if (clientX === at) return;
      chart.pan({ x: clientX - at });
      at = clientX;
      moved = true;
    };
    const end = () => {
      gesture.abort();
      if (moved) onEnd();
    };
    canvas.addEventListener('pointermove', move, { signal });
    canvas.addEventListener('pointerup', end, { signal });
    canvas.addEventListener('pointercancel', end, { signal });
  };
  canvas.addEventListener('pointerdown', start);
  return () => canvas.removeEventListener('pointerdown', start);
}
