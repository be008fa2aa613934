import { useMemo } from 'preact/hooks';
import { comparisonReport } from '../../../core/report/comparison';
import { type Comparison, compareRuns } from '../../../core/runs/compare/compare';
import { canBeBaseline, FLAG_TEXTS } from '../../../core/runs/flags';
import { isolated } from '../../../core/text/foreign';
import type { Run } from '../../store/runs/runs';
import { useStore } from '../context';
import { CopyButton } from '../parts/CopyButton';
import { Foreign } from '../parts/Foreign';
import { useAbout } from '../use/useAbout';
import { CompareChart } from './CompareChart';

/** Two runs side by side: what the counts say, what was not alike, charts and figures. */
export function CompareView() {
  const { runs, now, ui } = useStore();
  const { compared } = ui;
  const about = useAbout();
  const list = runs.list.value;
  const { a, b } = chosen(list, compared.value);
  const goesOn = [a, b].some((run) => run !== null && run.to === null);
  const at = goesOn ? now.value : 0;
  const comparison = useMemo(() => (a && b ? compareRuns(withShownName(a), withShownName(b), at) : null), [a, b, at]);
  return (
    <section class="comparison" aria-label="Comparison">
      <div class="compare-bar">
        <h2>Compare</h2>
        <RunSelect
          label="Baseline"
          list={list}
          value={a}
          onChoose={(id) => (compared.value = { ...ids(a, b), a: id })}
        />
        <RunSelect
          label="With"
          list={list}
          value={b}
          other
          onChoose={(id) => (compared.value = { ...ids(a, b), b: id })}
        />
        {a && b && (
          <CopyButton what="the comparison" report={(own) => comparisonReport(a, b, now.peek(), own, about())} />
        )}
      </div>
      {comparison && a && b ? (
        <Result comparison={comparison} a={a} b={b} />
      ) : (
        <p class="quiet">Choose a baseline and another run.</p>
      )}
    </section>
  );
}

/** Sentences, heads and legends have it within text of ours. */
const withShownName = (run: Run): Run => ({ ...run, name: isolated(run.name) });

const ids = (a: Run | null, b: Run | null) => ({ a: a?.id ?? null, b: b?.id ?? null });

/** As chosen; else the oldest that can be a baseline, and the newest other one. */
function chosen(list: readonly Run[], value: { a: string | null; b: string | null }): { a: Run | null; b: Run | null } {
  const byId = (id: string | null) => list.find((run) => run.id === id) ?? null;
  const a = byId(value.a) ?? list.find((run) => run.id !== value.b && canBeBaseline(run.flags)) ?? null;
  const b = byId(value.b) ?? list.findLast((run) => run !== a) ?? null;
  return { a, b };
}

interface RunSelectProps {
  label: string;
  list: readonly Run[];
  value: Run | null;
  /** Any run may be it, not only one without flags. */
  other?: boolean;
  onChoose(id: string): void;
}

function RunSelect({ label, list, value, other = false, onChoose }: RunSelectProps) {
  return (
    <label>
      {label}{' '}
      <select value={value?.id ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
        {!value && <option value="">none</option>}
        {list.map((run) => {
          const flagged = run.flags.map((flag) => FLAG_TEXTS[flag].label).join(', ');
          return (
            <option key={run.id} value={run.id} disabled={!other && !canBeBaseline(run.flags) && run !== value}>
              {isolated(run.name)}
              {flagged && ` (${other ? '' : 'no baseline: '}${flagged})`}
              {run.file !== null && ` (${isolated(run.file)})`}
            </option>
          );
        })}
      </select>
    </label>
  );
}

function Result({ comparison, a, b }: { comparison: Comparison; a: Run; b: Run }) {
  const { conclusion, caveats, notes, names, rows } = comparison;
  return (
    <>
      <p class="conclusion" role="status">
        <Foreign text={conclusion} />
      </p>
      {caveats.length > 0 && (
        <ul class="caveats" aria-label="What was not alike">
          {caveats.map((each) => (
            <li key={each}>
              <Foreign text={each} />
            </li>
          ))}
        </ul>
      )}
      <div class="compare-parts">
        <CompareChart comparison={comparison} a={a} b={b} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
        <section class="compare-table" tabIndex={0} aria-label="Figures of the two runs">
          <table class="plain">
            <caption class="visually-hidden">Figures of the two runs</caption>
            <thead>
              <tr>
                <td />
                <th scope="col">{names.a}</th>
                <th scope="col">{names.b}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.label}>
                  <th scope="row">{row.label}</th>
                  <td class={row.a === 'unknown' ? 'unknown' : ''}>
                    <Foreign text={row.a} />
                  </td>
                  <td class={row.b === 'unknown' ? 'unknown' : ''}>
                    <Foreign text={row.b} />
                  </td>
                  <td class="quiet">{row.evidence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      {notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
    </>
  );
}
