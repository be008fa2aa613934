import { useSignal } from '@preact/signals';
import { MAX_COLUMNS } from '../../../../core/runs/compare/compare-all';
import { integer, plural } from '../../../../core/text/format';
import { type ListedFile, matches, worstFirst } from '../../../store/files/many';
import { HeadRow } from '../../parts/HeadRow';
import { useFiles } from '../context';
import { FileLine } from './FileLine';

/** So many are drawn; the search finds the others. */
const MAX_SHOWN = 200;
const COLUMNS = ['Compare', 'File', 'Verdict', 'Idle encoders', 'Idle', 'Connections', 'Browser', 'Saved'];

/** Several files: the worst first, to search, to open one, to compare some. */
export function ManyFiles() {
  const files = useFiles();
  const { list, done } = files.many;
  const text = useSignal('');
  const chosen = useSignal<readonly ListedFile[]>([]);
  const all = list.value ?? [];
  const found = all.filter((each) => matches(each, text.value)).sort(worstFirst);
  const toggle = (item: ListedFile) => {
    const others = chosen.value.filter(({ name }) => name !== item.name);
    chosen.value = others.length < chosen.value.length ? others : [...others, item].slice(-MAX_COLUMNS);
  };
  const [first, ...others] = chosen.value;
  return (
    <main class="many-files" aria-label="Files">
      <div class="bar">
        <span role="status">{statusOf(all, done.value)}</span>
        {done.value !== null && (
          <>
            <progress value={done.value} aria-label="Files read" />
            <button type="button" class="button small" onClick={files.many.cancel}>
              Cancel
            </button>
          </>
        )}
        <label class="filter">
          <input
            type="search"
            aria-label="Search the files"
            placeholder="Search: name, verdict, browser"
            value={text.value}
            onInput={(event) => (text.value = event.currentTarget.value)}
          />
        </label>
        <span class="actions">
          <button
            type="button"
            class="button small"
            disabled={!first || others.length === 0}
            onClick={() => first && void files.compare(first, ...others)}
          >
            {others.length > 0 ? `Compare ${chosen.value.length} files` : 'Compare the chosen files'}
          </button>
          <button type="button" class="button small" onClick={files.many.close}>
            Close the list
          </button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard. */}
      <section class="runs-table" tabIndex={0} aria-label="List of files">
        <table class="plain">
          <caption class="visually-hidden">Files, the worst first</caption>
          <HeadRow names={COLUMNS} />
          <tbody>
            {found.slice(0, MAX_SHOWN).map((item) => (
              <FileLine
                key={item.name}
                item={item}
                chosen={chosen.value.some(({ name }) => name === item.name)}
                onChoose={() => toggle(item)}
                onOpen={() => void files.open(item.file, item.part)}
              />
            ))}
          </tbody>
        </table>
        {found.length > MAX_SHOWN && (
          <p class="quiet">{integer(found.length - MAX_SHOWN)} more are not drawn: search for what you look for.</p>
        )}
      </section>
    </main>
  );
}

function statusOf(all: readonly ListedFile[], done: number | null): string {
  if (done !== null) return `${plural(all.length, 'file')}, ${integer(done * 100)} % read`;
  const growing = all.filter(({ summary }) => summary?.state === 'growing').length;
  const failed = all.filter(({ problem, skipped }) => problem !== null && !skipped).length;
  const skipped = all.filter((each) => each.skipped).length;
  const unread = all.filter(({ summary, problem }) => summary === null && problem === null).length;
  return [
    plural(all.length, 'file'),
    `${integer(growing)} with something that grows`,
    ...(failed > 0 ? [`${integer(failed)} not readable`] : []),
    ...(skipped > 0 ? [`${integer(skipped)} skipped`] : []),
    ...(unread > 0 ? [`${integer(unread)} not read`] : []),
  ].join(', ');
}
