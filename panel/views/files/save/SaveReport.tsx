import { useSignal } from '@preact/signals';
import { redact } from '../../../../core/files/redact/redact';
import { toReport } from '../../../../core/files/report';
import { useStore } from '../../context';
import { download } from '../../use/download';
import { useFiles } from '../context';
import { collect, fileName } from './collect';

/** The viewer with this recording in it, as one file that opens anywhere. */
export function SaveReport() {
  const store = useStore();
  const files = useFiles();
  const note = useSignal('');
  if (!files.viewerHtml) return null;

  async function save(): Promise<void> {
    try {
      const recording = collect(store, files.opened.value);
      const html = toReport(await files.viewerHtml!(), redact(recording));
      download(new Blob([html], { type: 'text/html' }), `${fileName(recording.savedAt)}.html`);
      note.value = 'Saved (redacted).';
    } catch (error) {
      note.value = `It could not be saved: ${String(error).slice(0, 200)}`;
    }
  }

  return (
    <>
      <button
        type="button"
        class="button small"
        title="One redacted HTML file that shows this panel, without network"
        onClick={save}
      >
        Save report
      </button>
      <span role="status">{note.value}</span>
    </>
  );
}
