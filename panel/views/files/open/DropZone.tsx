import { useEffect, useState } from 'preact/hooks';
import { useFiles } from '../context';
import { droppedIn } from '../many/dropped';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Files and folders may be dropped anywhere on the panel. */
export function DropZone() {
  const files = useFiles();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Without this the browser would leave the panel for the file.
      event.preventDefault();
      setOver(true);
    };
    addEventListener('dragenter', enter, { signal });
    addEventListener('dragover', enter, { signal });
    // Entering a child leaves its parent, with the child named.
    addEventListener('dragleave', (event) => !event.relatedTarget && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer) void droppedIn(event.dataTransfer).then(files.openAll);
      },
      { signal },
    );
    return () => control.abort();
  }, [files]);
  return over ? <div class="drop-zone">Drop files or folders to open them</div> : null;
}
