import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context';
import { useClosable } from '../focus/useClosable';
import { copyText } from '../use/copy';

/** What a row offers beside its own controls. */
export interface RowMenu {
  /** Its text, in one line. */
  row: string;
  /** Undefined where none was taken. */
  stack?: string;
  /** Text for the filter that this row matches; empty for none. */
  filter: string;
}

/** The menu of the row under the pointer, or of the one that has the focus. */
export function ContextMenu() {
  const { menu } = useStore().ui;
  return menu.value && <Menu key={`${menu.value.x} ${menu.value.y}`} />;
}

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function Menu() {
  const { ui, selection } = useStore();
  const element = useRef<HTMLElement>(null);
  const { x, y, row, stack, filter } = ui.menu.value!;
  const close = () => (ui.menu.value = null);
  useClosable(element, close, { modal: true });
  useLayoutEffect(() => {
    const menu = element.current!;
    menu.showPopover();
    menu.style.left = `${Math.max(4, Math.min(x, innerWidth - menu.offsetWidth - 4))}px`;
    menu.style.top = `${Math.max(4, Math.min(y, innerHeight - menu.offsetHeight - 4))}px`;
    menu.querySelector('button')!.focus();
  }, []);
  // As native menus do: its place would be another.
  useEffect(() => {
    addEventListener('resize', close);
    return () => removeEventListener('resize', close);
  }, []);
  const items = [
    { label: 'Copy row', act: () => copyText(row) },
    ...(stack ? [{ label: 'Copy stack', act: () => copyText(stack) }] : []),
    ...(filter ? [{ label: `Filter by “${filter}”`, act: () => (selection.filter.value = filter) }] : []),
  ];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') close();
    const buttons = [...element.current!.querySelectorAll('button')];
    const to = MOVES[event.key]?.(buttons.indexOf(document.activeElement as HTMLButtonElement), buttons.length);
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]!.focus();
  }

  return (
    <section
      ref={element}
      popover="auto"
      class="menu context"
      aria-label="Menu of the row"
      onToggle={(event) => event.newState === 'closed' && close()}
    >
      <div role="menu" aria-label="Row" tabIndex={-1} onKeyDown={onKeyDown}>
        {items.map(({ label, act }) => (
          <button
            key={label}
            type="button"
            role="menuitem"
            class="menu-item"
            tabIndex={-1}
            onClick={() => {
              close();
              // Copying gives the focus to a text area for a moment: the menu has to be gone before.
              queueMicrotask(act);
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}
