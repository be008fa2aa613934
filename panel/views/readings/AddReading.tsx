import { useState } from 'preact/hooks';
import { lazy } from '../use/lazy';

const ReadingDialog = lazy(() => import('./ReadingDialog').then((chunk) => chunk.ReadingDialog));

/** The button for one number out of Chrome's task manager. */
export function AddReading() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button small"
        title="Type in what Chrome’s task manager measures for this page"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Add reading…
      </button>
      {open && <ReadingDialog onClose={() => setOpen(false)} />}
    </>
  );
}
