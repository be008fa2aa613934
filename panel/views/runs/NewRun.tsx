import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { MAX_NAME_LENGTH } from '../../../core/runs/run';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { useEscape } from '../focus/useClosable';
import { Foreign } from '../parts/Foreign';

/** "New run", and the menu beside it: a name, the run that goes on, and what else begins runs. */
export function NewRun() {
  const { runs, ui } = useStore();
  const id = useId();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const on = runs.on.value;
  const place = () => {
    const { left, bottom } = button.current!.getBoundingClientRect();
    const { style, offsetWidth, offsetHeight } = menu.current!;
    style.left = `${Math.max(4, Math.min(left - 60, innerWidth - offsetWidth - 4))}px`;
    style.top = `${Math.max(4, Math.min(bottom + 2, innerHeight - offsetHeight - 4))}px`;
  };
  useEffect(() => {
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, []);
  const close = () => menu.current?.hidePopover();
  useEscape(menu, close, { open, modal: true });
  const begin = () => {
    runs.begin({ name: name.current?.value ?? '' });
    if (name.current) name.current.value = '';
  };
  return (
    <span class="new-run">
      <button
        type="button"
        class="button small"
        title="A run records a named period. Starting one ends the previous."
        onClick={() => runs.begin()}
      >
        New run
      </button>
      <button ref={button} type="button" class="button small more" aria-label="Runs" popovertarget={id}>
        ▾
      </button>
      {on && (
        <span class="run-on" title={`“${isolated(on.name)}” is running`}>
          ● <Foreign text={on.name} />
        </span>
      )}
      <section
        id={id}
        ref={menu}
        popover="auto"
        class="menu"
        aria-label="Runs"
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={place}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin();
            close();
          }}
        >
          <input ref={name} aria-label="Name of the new run" placeholder="Name" maxLength={MAX_NAME_LENGTH} />
          <button type="submit" class="button small">
            New run
          </button>
        </form>
        {on && (
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              runs.end();
              close();
            }}
          >
            End “<Foreign text={on.name} />”
          </button>
        )}
        <button
          type="button"
          class="menu-item"
          onClick={() => {
            close();
            ui.asking.value = true;
          }}
        >
          Compare…
        </button>
        <button
          type="button"
          class="menu-item"
          onClick={() => {
            runs.keepSoFar();
            ui.tab.value = 'runs';
            close();
          }}
        >
          Save everything so far as a run
        </button>
        <RunLinks onChoose={close} />
      </section>
    </span>
  );
}

function RunLinks({ onChoose }: { onChoose(): void }) {
  const { runs, ui } = useStore();
  const list = runs.list.value;
  if (list.length === 0) return null;
  return (
    <ul aria-label="Runs so far">
      {list.map((run) => (
        <li key={run.id}>
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              ui.tab.value = 'runs';
              onChoose();
            }}
          >
            <Foreign text={run.name} />
          </button>
        </li>
      ))}
    </ul>
  );
}
