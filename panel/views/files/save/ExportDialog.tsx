import { useSignal } from '@preact/signals';
import type { Removed } from '../../../../core/files/format/recording';
import { pack } from '../../../../core/files/pack';
import { redact } from '../../../../core/files/redact/redact';
import { REDACTED } from '../../../../core/files/redact/rule';
import { bytes } from '../../../../core/text/format';
import { useStore } from '../../context';
import { Dialog } from '../../parts/Dialog';
import { Foreign } from '../../parts/Foreign';
import { download } from '../../use/download';
import { useFiles } from '../context';
import { collect, fileName } from './collect';
import { SaveReport } from './SaveReport';

interface Saved {
  name: string;
  size: number;
  removed: readonly Removed[] | null;
}

/** Saves all that was recorded as a file, without what may tell who and where. */
export function ExportDialog({ onClose }: { onClose(): void }) {
  const store = useStore();
  const files = useFiles();
  const redacting = useSignal(true);
  const saved = useSignal<Saved | null>(null);
  const problem = useSignal<string | null>(null);

  async function save(): Promise<void> {
    problem.value = null;
    try {
      const whole = collect(store, files.opened.value);
      const recording = redacting.value ? redact(whole) : whole;
      const blob = await pack(JSON.stringify(recording));
      const name = `${fileName(recording.savedAt)}.json${blob.type === 'application/gzip' ? '.gz' : ''}`;
      download(blob, name);
      saved.value = { name, size: blob.size, removed: recording.redacted };
    } catch (error) {
      problem.value = `It could not be saved: ${String(error).slice(0, 200)}`;
    }
  }

  return (
    <Dialog title="Export" onClose={onClose}>
      {(close) => (
        <div class="dialog-body">
          <p>
            Saves what was recorded here: connections, transceivers, log, statistics, runs and readings. The file opens
            in this panel, in the viewer, and with <code>npm run analyze</code>. It holds no picture and no sound.
          </p>
          <p>
            <label class="check">
              <input
                type="checkbox"
                checked={redacting.value}
                onChange={(event) => (redacting.value = event.currentTarget.checked)}
              />
              Redact personal data
            </label>
          </p>
          <ul class={`redacted ${redacting.value ? '' : 'off'}`}>
            {REDACTED.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p class="buttons">
            <button type="button" class="button primary" onClick={save}>
              Save file
            </button>{' '}
            {files.opened.value === null && <SaveReport />}{' '}
            <button type="button" class="button" onClick={close}>
              Close
            </button>
          </p>
          <div role="status">
            {saved.value && <SavedNote saved={saved.value} />}
            {problem.value && <p class="error-text">{problem.value}</p>}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function SavedNote({ saved: { name, size, removed } }: { saved: Saved }) {
  return (
    <>
      <p>
        Saved {name} ({bytes(size)}). {removed ? 'Removed:' : 'Nothing was removed.'}
      </p>
      {removed && (
        <ul class="redacted">
          {removed.map(({ what, count }) => (
            <li key={what}>
              {count} <Foreign text={what} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
