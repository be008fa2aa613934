import { type FocusPlace, focusPlace, isFocusLost, restoreFocus } from './place';

/**
 * Where the control that has the focus is removed, the focus goes on to what is there instead of nowhere, from which
 * Tab would begin at the top.
 * @returns what ends that
 */
export function keepFocus(): () => void {
  const control = new AbortController();
  const { signal } = control;
  let kept: FocusPlace | null = null;

  function restoreWhereRemoved(): void {
    if (!kept || kept.element.isConnected || !isFocusLost() || !document.hasFocus()) return;
    restoreFocus(kept);
  }

  /** Given up by a click beside it, and not by its removal. */
  function forgetWhereLeft(): void {
    if (isFocusLost() && kept?.element.isConnected) kept = null;
  }

  function onFocusIn(): void {
    kept = focusPlace();
  }

  addEventListener('focusin', onFocusIn, { signal });
  addEventListener('focusout', () => queueMicrotask(forgetWhereLeft), { signal });
  // What was removed while another frame had the focus.
  addEventListener('focus', restoreWhereRemoved, { signal });
  const observer = new MutationObserver(restoreWhereRemoved);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    control.abort();
  };
}
