import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context';
import { focusPlace, isFocusLost, restoreFocus } from './place';

interface BackOptions {
  /** What gets the focus; default what had it before. */
  back?(): HTMLElement | null;
}

interface EscapeOptions {
  /** Default true; else Escape passes it by. */
  open?: boolean;
  /** While it is open nothing else can be reached. */
  modal?: boolean;
}

/** While it is mounted and open, Escape closes it. */
export function useEscape(
  of: RefObject<HTMLElement | null>,
  close: () => void,
  { open = true, modal = false }: EscapeOptions = {},
): void {
  const { closables } = useStore().ui;
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => {
    if (!open) return;
    return closables.add({
      modal,
      close: () => latest.current(),
      hasFocus: () => of.current?.contains(document.activeElement) ?? false,
    });
  }, [closables, open, modal]);
}

/** When it goes away with the focus, what had the focus before it came has it again. */
export function useFocusBack(of: RefObject<HTMLElement | null>, { back }: BackOptions = {}): void {
  useLayoutEffect(() => {
    const before = focusPlace();
    const element = of.current;
    return () => {
      if (!isFocusLost() && !element?.contains(document.activeElement)) return;
      const to = back?.();
      if (to && document.hasFocus()) to.focus();
      else if (before) restoreFocus(before);
    };
  }, []);
}

/** For what is mounted only while it is open: Escape closes it, and it gives the focus back. */
export function useClosable(
  of: RefObject<HTMLElement | null>,
  close: () => void,
  options?: EscapeOptions & BackOptions,
): void {
  useEscape(of, close, options);
  useFocusBack(of, options);
}
