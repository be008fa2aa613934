import { useState } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';
import type { LaneRow } from '../../../../core/lanes/groups';
import { panned, zoomed } from './useZoom';

/** Where arrow keys are: on a row, and on one of its bars. */
export interface Current {
  key: string | null;
  bar: number | null;
}

interface LaneKeysOptions {
  rows: readonly LaneRow[];
  /** Number of bars of a row. */
  barsOf(row: LaneRow): number;
  /** Rows that Page Down moves by. */
  page: number;
  open(row: LaneRow, bar: number | null): void;
  /** Scrolls to a row. */
  show(index: number): void;
  span: Span;
  zoom(span: Span | null): void;
}

/**
 * Keys of the lanes: up and down choose a lane, left and right one of its bars, Enter opens it; + and -
 * zoom, Shift with left and right moves the time shown, 0 shows all of it again.
 */
export function useLaneKeys({ rows, barsOf, page, open, show, span, zoom }: LaneKeysOptions) {
  const [current, set] = useState<Current>({ key: null, bar: null });
  const at = rows.findIndex(({ key }) => key === current.key);

  function move(to: number): void {
    const index = Math.min(rows.length - 1, Math.max(0, to));
    const row = rows[index];
    if (!row) return;
    // On the bars, it stays on the bars.
    const bar = current.bar === null || barsOf(row) === 0 ? null : Math.min(current.bar, barsOf(row) - 1);
    set({ key: row.key, bar });
    show(index);
  }

  function moveBar(by: 1 | -1): void {
    const row = rows[at];
    if (!row) return;
    const to = (current.bar ?? -1) + by;
    set({ key: row.key, bar: to < 0 ? null : Math.min(to, barsOf(row) - 1) });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actionOf(event);
    if (!act) return;
    act();
    event.preventDefault();
  }

  function actionOf({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
    const row = rows[at];
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      PageDown: () => move(at + page),
      PageUp: () => move(at - page),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowRight: () => (shiftKey ? zoom(panned(span, 0.25)) : moveBar(1)),
      ArrowLeft: () => (shiftKey ? zoom(panned(span, -0.25)) : moveBar(-1)),
      '+': () => zoom(zoomed(span, 0.5)),
      '=': () => zoom(zoomed(span, 0.5)),
      '-': () => zoom(zoomed(span, 2)),
      '0': () => zoom(null),
      ...(row && { Enter: () => open(row, current.bar) }),
    };
    return actions[key];
  }
  return { current, set, onKeyDown };
}
