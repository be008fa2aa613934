import { plural } from '../../../core/text/format';
import { useStore } from '../context';
import { AddRuns } from '../files/open/AddRuns';
import { lazy } from '../use/lazy';
import { PatchAndCompare } from './PatchAndCompare';
import { RunRow } from './RunRow';
import { StartCheck } from './StartCheck';

const Compare = lazy(() => import('./compare/CompareView').then((chunk) => chunk.CompareView));

const COLUMNS = ['Name', 'Patch', 'When', 'Publishes', 'Verdict', 'Notes', 'Acceptance check', ''];

/** The runs so far, their acceptance checks, and two of them compared. */
export function RunsView() {
  const { runs, transport } = useStore();
  const list = runs.list.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section class="runs" tabIndex={0} aria-label="Runs">
      {list.length === 0 ? (
        <div class="runs-empty">
          <p>A run records a named period. Starting one ends the previous. Compare two runs, or check one.</p>
          {transport.hasPage && (
            <p class="buttons">
              <StartCheck />
              <button type="button" class="button small" onClick={() => runs.begin()}>
                New run
              </button>
              <button type="button" class="button small" onClick={() => runs.keepSoFar()}>
                Save everything so far as a run
              </button>
              <PatchAndCompare />
            </p>
          )}
        </div>
      ) : (
        <div class="runs-table">
          <table class="plain">
            <caption class="visually-hidden">{plural(list.length, 'run')}</caption>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col" class={name === 'Publishes' ? 'number' : ''}>
                    {name || <span class="visually-hidden">Actions</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="buttons">
        {transport.hasPage && list.length > 0 && <StartCheck />}
        <AddRuns />
      </p>
      {list.length >= 2 && <Compare />}
    </section>
  );
}
