import { useFiles } from '../context';
import { useFileInput } from './useFileInput';

/** Takes the runs of a recording, or a dump as one run, beside those at hand: to compare with. */
export function AddRuns() {
  const files = useFiles();
  const { input, choose } = useFileInput('File to take runs from', (file) => void files.addRuns(file));
  return (
    <>
      {input}
      <button type="button" class="button small" onClick={choose}>
        Add runs from a file…
      </button>
    </>
  );
}
