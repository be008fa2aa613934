import { useEffect, useState } from 'preact/hooks';
import { useFiles } from '../context';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A file may be dropped anywhere on the panel. */
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
        const file = event.dataTransfer?.files[0];
        if (file) void files.open(file);
      },
      { signal },
    );
    return () => control.abort();
  }, [files]);
  return over ? <div class="drop-zone">Drop the file to open it</div> : null;
}
