import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { editorLink } from '../../../core/callsite/editor';
import { type Frame, framePlace, publishedAs } from '../../../core/callsite/stack';
import { useStore } from '../context';
import { useClosable } from '../focus/useClosable';
import { copyText } from '../use/copy';

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** What a row, or a line of code, offers beside its own controls. */
export function RowMenu() {
  const { ui, selection, settings, transport } = useStore();
  const element = useRef<HTMLElement>(null);
  const { x, y, row, stack, frame, filter } = ui.menu.value!;
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
  const { editor, editorTemplate, editorRoot } = settings;
  const link =
    frame && editorLink(frame, { editor: editor.value, template: editorTemplate.value, root: editorRoot.value });
  const { viewSource } = transport;
  const published = frame && publishedAs(frame);
  const items = [
    ...(row ? [{ label: 'Copy row', act: () => copyText(row) }] : []),
    ...(frame && !row ? [{ label: 'Copy line', act: () => copyText(lineText(frame)) }] : []),
    ...(stack ? [{ label: 'Copy stack', act: () => copyText(stack) }] : []),
    ...(link ? [{ label: 'Open in your editor', act: () => void open(link, '_blank', 'noreferrer') }] : []),
    ...(published && viewSource && /^https?:/.test(published.url)
      ? [{ label: 'View source', act: () => viewSource(published.url, published.line ?? 1) }]
      : []),
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
      aria-label={row ? 'Menu of the row' : 'Menu of the line'}
      onToggle={(event) => event.newState === 'closed' && close()}
    >
      <div role="menu" aria-label={row ? 'Row' : 'Line'} tabIndex={-1} onKeyDown={onKeyDown}>
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

/** `share() share.ts:10:14 (https://app.example/src/share.ts)` */
const lineText = (frame: Frame) => `${framePlace(frame)} (${frame.url})`;
