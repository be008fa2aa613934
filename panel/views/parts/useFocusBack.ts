import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Gives the focus back to what had it before, when something that holds it goes away. */
export function useFocusBack(of: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const element = of.current;
    return () => {
      if (element?.contains(document.activeElement)) before?.focus();
    };
  }, []);
}
