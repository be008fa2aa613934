/** Where the focus was: the control, and what can have the focus around it, in the order of Tab. */
export interface FocusPlace {
  element: HTMLElement;
  /** Tells it from others where it was drawn anew. */
  name: string;
  order: readonly HTMLElement[];
}

const FOCUSABLE = 'button:not([tabindex="-1"]), input, select, textarea, summary, a[href], [tabindex="0"]';

/** The focus as it is now; null where nothing has it. */
export function focusPlace(): FocusPlace | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return { element, name: nameOf(element), order: focusable() };
}

/**
 * Gives the focus back: to the same control, to the one that was drawn in its place, else to what came after it, else
 * before it. Not while another frame has it: focus() would take it from there, for example from DevTools' console.
 */
export function restoreFocus({ element, name, order }: FocusPlace): void {
  if (!document.hasFocus() || tryFocus(element)) return;
  if (focusable().some((each) => nameOf(each) === name && tryFocus(each))) return;
  const at = order.indexOf(element);
  const near = [...order.slice(at + 1), ...order.slice(0, Math.max(0, at)).reverse()];
  near.some(tryFocus);
}

/** Whether no control has the focus any more. */
export const isFocusLost = () => document.activeElement === null || document.activeElement === document.body;

const focusable = () => [...document.querySelectorAll<HTMLElement>(FOCUSABLE)];

function nameOf(element: HTMLElement): string {
  const { tagName, id, title } = element;
  return [tagName, element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '', title || id].join(' ');
}

/** What is hidden, inert or gone takes no focus. Nothing scrolls: a line may be gone since the user scrolled. */
function tryFocus(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}
