import type { Menu } from '../../store/ui';
import { useStore } from '../context';

/**
 * What opens a row's menu, for its `onContextMenu`. A selected text has the browser's own menu.
 * On Linux and macOS the button is still down then, and Chromium may take its release for a click beside the menu
 * (HTML, "light dismiss open popovers", by pointerup): the menu comes after it.
 */
export function useRowMenu(): (event: MouseEvent, menu: () => Menu) => void {
  const { ui } = useStore();
  return (event, menu) => {
    if (getSelection()?.toString()) return;
    event.preventDefault();
    const { left, bottom } = (event.currentTarget as Element).getBoundingClientRect();
    // By the keyboard it has no place.
    const placed = event.clientX > 0 || event.clientY > 0;
    const opened = { x: placed ? event.clientX : left + 16, y: placed ? event.clientY : bottom, ...menu() };
    const open = () => (ui.menu.value = opened);
    if (event.buttons === 0) open();
    else addEventListener('pointerup', () => setTimeout(open), { once: true });
  };
}

/** A click on a row that no control in it took and that selected no text. */
export const isRowClick = ({ target }: MouseEvent): boolean =>
  !(target as Element).closest('button, a, summary, input, select') && !getSelection()?.toString();
