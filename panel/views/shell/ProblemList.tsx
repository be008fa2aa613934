import { nameText } from '../../../core/model/names';
import { isolated } from '../../../core/text/foreign';
import { exactTime } from '../../../core/text/format';
import type { OwnError } from '../../../protocol/messages';
import { useStore } from '../context';
import { DiagnosticsButton } from '../diagnostics/DiagnosticsButton';
import { IconButton } from '../parts/Button';
import { Foreign } from '../parts/Foreign';

/** What this tool itself could not do: in the pages' hooks, and in the panel. */
export function ProblemList({ onClose }: { onClose(): void }) {
  const { documents, problems } = useStore();
  const all: (OwnError & { whose: string; url?: string })[] = [
    ...problems.list.value.map((error) => ({ ...error, whose: 'panel' })),
    ...documents.value.flatMap((record) =>
      record.errors.value.map((error) => ({
        ...error,
        whose: `hook in ${nameText(record.name.value)}`,
        url: record.url.value,
      })),
    ),
  ].sort((a, b) => b.at - a.at);
  return (
    <section id="problems" class="drawer problems" aria-label="Extension errors">
      <div class="problems-head">
        <strong>Extension errors</strong>
        <span class="quiet">The page was not affected.</span>
        <DiagnosticsButton />
        <IconButton icon="close" label="Close the list of problems" onClick={onClose} />
      </div>
      <ul>
        {all.map((error, i) => (
          <li key={i}>
            <time>{exactTime(error.at)}</time>{' '}
            <span class="quiet" title={error.url && isolated(error.url)}>
              {error.whose}, <Foreign text={error.where} />:
            </span>{' '}
            <Foreign text={error.message} /> {error.count > 1 && <span class="count">{error.count}×</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
