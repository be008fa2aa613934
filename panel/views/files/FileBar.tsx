import { useSignal } from '@preact/signals';
import type { Recording } from '../../../core/files/format/recording';
import { SOURCE_TEXTS } from '../../../core/files/source-texts';
import { SOURCES } from '../../../core/files/sources';
import { browserText } from '../../../core/text/browser';
import { isolated } from '../../../core/text/foreign';
import { dateTime, plural } from '../../../core/text/format';
import type { OpenedFile } from '../../store/files/files';
import { Disclosure } from '../focus/Disclosure';
import { Foreign } from '../parts/Foreign';
import { AskCustomer } from './AskCustomer';
import { useFiles } from './context';
import { ReproduceDialog } from './Reproduce';
import { SaveReport } from './save/SaveReport';

/** Heads all that is shown while it comes out of a file. */
export function FileBar({ file }: { file: OpenedFile }) {
  const files = useFiles();
  const reproducing = useSignal(false);
  const { name, source, savedAt, redacted, environment, generator } = file;
  const { writer } = SOURCES[source];
  const { limits, advice } = SOURCE_TEXTS[source];
  const where = browserText(environment);
  const { hasPage } = files.live.transport;
  return (
    <section class="bar file" aria-label="File that is shown">
      <span role="status">
        File{' '}
        <strong>
          <Foreign text={name} />
        </strong>
        , recorded {writer && `by ${writer.recordedBy} `}
        {where && (
          <>
            in <Foreign text={where} />{' '}
          </>
        )}
        on {dateTime(savedAt)}:
      </span>
      <span class="actions">
        <button type="button" class="button small" onClick={files.back}>
          {files.many.list.value ? 'Back to the files' : hasPage ? 'Back to the page' : 'Close'}
        </button>
        <button type="button" class="button small" onClick={() => (reproducing.value = true)}>
          Reproduce…
        </button>
        <SaveReport />
      </span>
      <FileNotes file={file} />
      <Disclosure class="limits" summary="About this file">
        <ul>
          <li>
            Written by {writer?.name ?? <Foreign text={generator} />}
            {environment.deviceMemoryGiB !== null &&
              `, on a machine with ${environment.deviceMemoryGiB} GiB of memory or more`}
            {environment.cores !== null && `, ${plural(environment.cores, 'core')}`}.
          </li>
          {environment.userAgent && (
            <li>
              <Foreign text={environment.userAgent} />
            </li>
          )}
          <li>{redactionSentence(redacted, writer !== null)}</li>
          {limits && <li>{limits}</li>}
        </ul>
        {advice && <AskCustomer advice={advice} />}
      </Disclosure>
      {reproducing.value && <ReproduceDialog file={file} onClose={() => (reproducing.value = false)} />}
    </section>
  );
}

/** What is special about this file, in sentences: what it lacks, and what was left out. */
function FileNotes({ file }: { file: OpenedFile }) {
  const notes = file.store.documents.value.flatMap(({ view }) => view.notes);
  if (notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="What this file lacks">
      {[...new Set(notes)].slice(0, MAX_NOTES).map((note) => (
        <li key={note}>
          <Foreign text={note} />
        </li>
      ))}
      {notes.length > MAX_NOTES && <li>{notes.length - MAX_NOTES} more are in the report.</li>}
    </ul>
  );
}

const MAX_NOTES = 8;

function redactionSentence(redacted: Recording['redacted'], foreign: boolean): string {
  if (foreign && !redacted) return 'Nothing was removed from it.';
  if (!redacted) return 'Nothing was removed before it was saved.';
  const parts = redacted.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${isolated(what)}`);
  return parts.length > 0 ? `Removed before it was saved: ${parts.join('; ')}.` : 'There was nothing to remove in it.';
}
