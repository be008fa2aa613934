import { useState } from 'preact/hooks';
import { lazy } from '../use/lazy';
import { memoryPlace } from './where';

const ReadingDialog = lazy(() => import('./ReadingDialog').then((chunk) => chunk.ReadingDialog));

/** The button for one number out of the browser's task manager. */
export function AddReading() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button small"
        title={`Type in what ${memoryPlace().name} measures for this page`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Add reading…
      </button>
      {open && <ReadingDialog onClose={() => setOpen(false)} />}
    </>
  );
}
