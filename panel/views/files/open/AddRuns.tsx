import { useStore } from '../../context';
import { useFiles } from '../context';
import { useFileInput } from './useFileInput';

/** Takes the runs of recordings, or dumps as a run each, beside those at hand: to compare with. */
export function AddRuns() {
  const files = useFiles();
  const { ui } = useStore();
  async function add(...chosen: File[]): Promise<void> {
    // One after the other: each is shown while it is read.
    for (const file of chosen) await files.addRuns(file);
    if (chosen.length > 1) ui.columns.value = 'all';
  }
  const { input, choose } = useFileInput('Files to take runs from', (...chosen) => void add(...chosen), true);
  return (
    <>
      {input}
      <button type="button" class="button small" onClick={choose}>
        Add runs from files…
      </button>
    </>
  );
}
