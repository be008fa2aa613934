import { useSignal } from '@preact/signals';
import { reproduce } from '../../../core/runs/reproduce';
import { evidenceOf } from '../../../core/verdict/gather';
import type { OpenedFile } from '../../store/files/files';
import { Dialog } from '../parts/Dialog';
import { copyText } from '../use/copy';

/** The demo, set to do what this file tells of: commands to run in a checkout of the project. */
export function ReproduceDialog({ file, onClose }: { file: OpenedFile; onClose(): void }) {
  const query = reproduce(file.store.documents.value.map((record) => evidenceOf(record.view)));
  return (
    <Dialog title="Reproduce" onClose={onClose}>
      {() => (
        <div class="dialog-body">
          {query ? (
            <>
              <p>
                These commands run the demo with the codec, size, publishing calls and number of cycles of this file.
                Run them in a checkout of Transceiver Inspector. Each launches its own Chromium.
              </p>
              <Command label="Open in a browser with DevTools" text={`npm start -- --demo '${queryText(query)}'`} />
              <Command label="Compare unpatched with the patches, and print figures" text={abCommand(query)} />
              <p class="quiet">Picture, network and participants are the demo’s own, so memory and times differ.</p>
            </>
          ) : (
            <p>Nothing was published in this file, so there is nothing to reproduce.</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Command({ label, text }: { label: string; text: string }) {
  const copied = useSignal(false);
  return (
    <p>
      {label}: <code class="command">{text}</code>{' '}
      <button type="button" class="button small" onClick={() => (copied.value = copyText(text))}>
        Copy
      </button>{' '}
      <span role="status">{copied.value ? 'Copied.' : ''}</span>
    </p>
  );
}

const queryText = (query: Record<string, string>) => new URLSearchParams(query).toString();

/** Its options are the demo's settings, but for those that the comparison sets itself. */
function abCommand(query: Record<string, string>): string {
  const options = Object.entries(query).map(([name, value]) =>
    name === 'simulcast' ? '--simulcast' : `--${name} '${value}'`,
  );
  return `npm run ab -- ${options.join(' ')}`;
}
