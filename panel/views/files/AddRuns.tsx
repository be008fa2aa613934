import { useRef } from 'preact/hooks';
import { useFiles } from './context';

/** Takes the runs of a recording, or a dump as one run, beside those at hand: to compare with. */
export function AddRuns() {
  const files = useFiles();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to take runs from"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void files.addRuns(file);
        }}
      />
      <button type="button" class="button small" onClick={() => input.current?.click()}>
        Add runs from a file…
      </button>
    </>
  );
}
