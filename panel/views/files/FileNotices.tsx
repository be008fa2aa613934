import { isolated } from '../../../core/text/foreign';
import { Closable } from '../focus/Closable';
import { IconButton } from '../parts/Button';
import { Foreign } from '../parts/Foreign';
import { Icon } from '../parts/Icon';
import { lazy } from '../use/lazy';
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
          <span>
            {now.share < 1 ? 'Reading' : 'Checking'} <Foreign text={now.name} />
          </span>
          <progress value={now.share} aria-label={`Read of ${isolated(now.name)}`} />
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
              <strong>
                <Foreign text={fault.name} /> {fault.partly ? 'was opened in part.' : 'was not opened.'}
              </strong>{' '}
              <Foreign text={fault.sentence} />
            </span>
            <IconButton icon="close" label="Dismiss" onClick={dismiss} />
          </div>
        </Closable>
      )}
      {opened.value && <FileBar file={opened.value} />}
    </>
  );
}
