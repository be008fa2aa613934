import { useSignal } from '@preact/signals';
import { IconButton } from '../../parts/Button';
import { lazy } from '../../use/lazy';

const ExportDialog = lazy(() => import('./ExportDialog').then((chunk) => chunk.ExportDialog));

/** Opens the export. */
export function ExportButton() {
  const open = useSignal(false);
  return (
    <>
      <IconButton icon="save" label="Export…" onClick={() => (open.value = true)} />
      {open.value && <ExportDialog onClose={() => (open.value = false)} />}
    </>
  );
}
