import type { Signal } from '@preact/signals';

interface SplitterProps {
  label: string;
  /** Width in px of the pane that it sizes. */
  width: Signal<number>;
  /** Which side of the splitter that pane is on. */
  side: 'left' | 'right';
  min: number;
  max: number;
}

const STEP = 16;

/** A border that can be moved, by pointer or arrow keys. */
export function Splitter({ label, width, side, min, max }: SplitterProps) {
  const set = (value: number) => {
    width.value = Math.round(Math.min(max, Math.max(min, value)));
  };
  const grow = side === 'left' ? 1 : -1;

  function onPointerDown(event: PointerEvent): void {
    const handle = event.currentTarget as HTMLElement;
    const { clientX } = event;
    const before = width.peek();
    handle.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => set(before + grow * (moved.clientX - clientX));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    set(width.peek() + grow * (event.key === 'ArrowRight' ? STEP : -STEP));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't be focused and moved; this is the ARIA window splitter.
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width.value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
