import { IconButton } from '../parts/Button';
import { useFiles } from './context';
import { useFileInput } from './useFileInput';

interface OpenButtonProps {
  /** With its words beside the icon, as a button of its own. */
  wide?: boolean;
}

/** Opens a recording, a webrtc-internals dump or a report; what it is, its content says. */
export function OpenButton({ wide = false }: OpenButtonProps) {
  const files = useFiles();
  const { input, choose } = useFileInput('File to open', (file) => void files.open(file));
  return (
    <>
      {input}
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
