import type { Closables } from '../../store/closables';

/**
 * Lets Escape close what is open, the topmost first. DevTools listens on a panel's document, prevents what the
 * browser would do with the key (close a dialog, hide a popover) and opens its drawer, so this listens before it, on
 * window, and does the closing itself. With nothing open Escape stays DevTools' own.
 * @returns what ends that
 */
export function closeOnEscape({ top }: Closables): () => void {
  /** A key held down closes one thing, and then opens no drawer. */
  let closed = false;

  function onKeyDown(event: KeyboardEvent): void {
    const { key, repeat, isComposing, target } = event;
    if (key !== 'Escape' || isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!repeat) {
      const closable = top();
      closed = closable !== null && (closable.modal || !clearsItself(target));
      if (closed) closable!.close();
    }
    if (!closed) return;
    event.stopPropagation();
    event.preventDefault();
  }

  addEventListener('keydown', onKeyDown, { capture: true });
  return () => removeEventListener('keydown', onKeyDown, { capture: true });
}

/** The browser empties a search field at Escape, and DevTools takes no key without a modifier from a text field. */
function clearsItself(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'search' && target.value !== '';
}
