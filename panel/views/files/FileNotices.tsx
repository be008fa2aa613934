import { Closable } from '../focus/Closable';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { lazy } from '../parts/lazy';
import { useFiles } from './context';

const FileBar = lazy(() => import('./FileBar').then((chunk) => chunk.FileBar));

/** A file on its way in, one that could not be opened, and the one that is looked at. */
export function FileNotices() {
  const { reading, problem, opened } = useFiles();
  const now = reading.value;
  const fault = problem.value;
  const dismiss = () => (problem.value = null);
  return (
    <>
      {now && (
        <div class="bar" role="status">
          {now.share < 1 ? 'Reading' : 'Checking'} {now.name}
          <progress value={now.share} aria-label={`Read of ${now.name}`} />
          <button type="button" class="button small" onClick={now.cancel}>
            Cancel
          </button>
        </div>
      )}
      {fault && (
        <Closable onClose={dismiss}>
          <div class="bar warning" role="alert">
            <Icon name="warning" />
            <span>
              <strong>{fault.name} was not opened.</strong> {fault.sentence}
            </span>
            <IconButton icon="close" label="Dismiss" onClick={dismiss} />
          </div>
        </Closable>
      )}
      {opened.value && <FileBar file={opened.value} />}
    </>
  );
}
