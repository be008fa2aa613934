import { useRef } from 'preact/hooks';
import { IconButton } from '../parts/Button';
import { useFiles } from './context';

interface OpenButtonProps {
  /** With its words beside the icon, as a button of its own. */
  wide?: boolean;
}

/** Opens a recording, a webrtc-internals dump or a report; what it is, its content says. */
export function OpenButton({ wide = false }: OpenButtonProps) {
  const files = useFiles();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to open"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again, when it has changed.
          event.currentTarget.value = '';
          if (file) void files.open(file);
        }}
      />
      {wide ? (
        <button type="button" class="button primary" onClick={choose}>
          Open file…
        </button>
      ) : (
        <IconButton icon="open" label="Open file… (recording, report or webrtc-internals dump)" onClick={choose} />
      )}
    </>
  );
}
