import { useId, useRef, useState } from 'preact/hooks';
import { parseTypedSize } from '../../../core/estimate/typed-size';
import { megabytes } from '../../../core/text/format';
import { useStore } from '../context';
import { Dialog } from '../parts/Dialog';
import { memoryPlace } from './where';

/** Takes one number from the browser's task manager, and says how it was understood while it is typed. */
export function ReadingDialog({ onClose }: { onClose(): void }) {
  const { open, row, column } = memoryPlace();
  return (
    <Dialog title="Add a reading of this page’s memory" onClose={onClose}>
      {(close) => (
        <div class="dialog-body">
          <ol class="steps">
            <li>{open}</li>
            <li>
              Row: <b>{row}</b>
            </li>
            <li>
              Column: <b>{column}</b>
            </li>
          </ol>
          <ReadingForm onDone={close} />
          <p class="quiet">
            Tabs of one site can share a process: then the figure is that of all of them (clicking the row marks them
            together). Frames of other sites have a row of their own.
          </p>
        </div>
      )}
    </Dialog>
  );
}

function ReadingForm({ onDone }: { onDone(): void }) {
  const { readings } = useStore();
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const empty = typed.trim() === '';
  const size = empty ? null : parseTypedSize(typed);
  const error = size && !size.ok ? size.error : asked && empty ? 'Type the number of that row and column.' : null;

  function onSubmit(event: Event): void {
    event.preventDefault();
    if (!size?.ok) {
      setAsked(true);
      input.current?.focus();
      return;
    }
    readings.add({ mib: size.mib, typed: typed.trim(), note: note.trim() });
    onDone();
  }

  return (
    <form class="reading-form" onSubmit={onSubmit} noValidate>
      <label for={`${id}-size`}>{memoryPlace().column}</label>
      <span>
        <input
          ref={input}
          id={`${id}-size`}
          autofocus
          autocomplete="off"
          spellcheck={false}
          placeholder="412,345K"
          maxLength={60}
          size={14}
          value={typed}
          aria-invalid={error !== null}
          aria-describedby={`${id}-read`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </span>
      <p id={`${id}-read`} class={error ? 'error' : ''} role="status">
        {error ?? (size?.ok ? `= ${megabytes(size.mib)}` : '412,345K, 402.7 MB, 1.2 GB; a plain number is K')}
      </p>
      <label for={`${id}-note`}>Note (optional)</label>
      <input
        id={`${id}-note`}
        maxLength={200}
        value={note}
        placeholder="after 10 shares"
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit" class="button primary">
          Save reading
        </button>
        <button type="button" class="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
