import { SOURCE_NAMES, SOURCES } from '../../../../core/files/sources';
import { IconButton } from '../../parts/Button';
import { useFiles } from '../context';
import { useFileInput } from './useFileInput';

const TITLES = ['report', ...SOURCE_NAMES.map((name) => SOURCES[name].title)];

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
        <IconButton
          icon="open"
          label={`Open file… (${TITLES.slice(0, -1).join(', ')} or ${TITLES.at(-1)})`}
          onClick={choose}
        />
      )}
    </>
  );
}
