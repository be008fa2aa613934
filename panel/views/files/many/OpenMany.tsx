import { useEffect, useRef } from 'preact/hooks';
import { useFiles } from '../context';
import { chosenIn } from './dropped';

/** Opens several files, or a folder with all that is in it. */
export function OpenMany() {
  return (
    <>
      <Opener label="Open several files…" what="Files to open" folder={false} />
      <Opener label="Open folder…" what="Folder to open" folder />
    </>
  );
}

function Opener({ label, what, folder }: { label: string; what: string; folder: boolean }) {
  const files = useFiles();
  const input = useRef<HTMLInputElement>(null);
  // It has no attribute in HTML's types.
  useEffect(() => {
    input.current!.webkitdirectory = folder;
  }, [folder]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={what}
        onChange={({ currentTarget }) => {
          const found = chosenIn(currentTarget.files!);
          currentTarget.value = '';
          if (found.length > 0) void files.openAll(found);
        }}
      />
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {label}
      </button>
    </>
  );
}
