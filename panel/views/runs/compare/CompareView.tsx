import { useMemo } from 'preact/hooks';
import type { CheckResult } from '../../../../core/model/types';
import { comparisonReport } from '../../../../core/report/comparison';
import { checkText } from '../../../../core/runs/check-text';
import { type Comparison, compareRuns } from '../../../../core/runs/compare/compare';
import { canBeBaseline, FLAG_TEXTS } from '../../../../core/runs/flags';
import { isolated } from '../../../../core/text/foreign';
import type { Run } from '../../../store/runs/runs';
import { useStore } from '../../context';
import { CopyButton } from '../../parts/CopyButton';
import { Foreign } from '../../parts/Foreign';
import { Segmented } from '../../parts/Segmented';
import { useAbout } from '../../use/useAbout';
import { Caveats } from './Caveats';
import { CompareAll, CopyAll } from './CompareAll';
import { CompareChart } from './CompareChart';
import { useComparable, withShownName } from './comparable';
import { FiguresNotes } from './FiguresNotes';
import { FiguresTable } from './FiguresTable';

/** Runs side by side: two with a chart, or all of them in one table. */
export function CompareView() {
  const { runs, ui } = useStore();
  const { columns } = ui;
  const list = runs.list.value;
  const inTable = columnsOf(list, columns.value);
  return (
    <section class="comparison" aria-label="Comparison">
      <div class="compare-bar">
        <h2>Compare</h2>
        {list.length > 2 && (
          <Segmented
            label="Runs to compare"
            options={[
              { value: 'two', label: 'Two runs' },
              { value: 'all', label: inTable ? `${inTable.length} runs` : `All ${list.length} runs` },
            ]}
            value={inTable ? 'all' : 'two'}
            onChange={(value) => (columns.value = value === 'all' ? 'all' : null)}
          />
        )}
        {inTable ? <CopyAll runs={inTable} /> : <ChooseTwo list={list} />}
      </div>
      {inTable ? <CompareAll runs={inTable} /> : <TwoRuns list={list} />}
    </section>
  );
}

/** The runs of the table; null where two are compared: those that were deleted may leave too few. */
function columnsOf(list: readonly Run[], columns: readonly string[] | 'all' | null): readonly Run[] | null {
  if (columns === null || list.length < 3) return null;
  const chosen = columns === 'all' ? list : list.filter(({ id }) => columns.includes(id));
  return chosen.length > 1 ? chosen : null;
}

/** Which two, and their comparison to copy. */
function ChooseTwo({ list }: { list: readonly Run[] }) {
  const { now, ui } = useStore();
  const { compared } = ui;
  const about = useAbout();
  const comparable = useComparable();
  const { a, b } = chosen(list, compared.value);
  return (
    <>
      <RunSelect label="Baseline" list={list} value={a} onChoose={(id) => (compared.value = { ...ids(a, b), a: id })} />
      <RunSelect
        label="With"
        list={list}
        value={b}
        other
        onChoose={(id) => (compared.value = { ...ids(a, b), b: id })}
      />
      {a && b && (
        <CopyButton
          what="the comparison"
          report={(own) => comparisonReport(comparable(a), comparable(b), now.peek(), own, about())}
        />
      )}
    </>
  );
}

function TwoRuns({ list }: { list: readonly Run[] }) {
  const { now, ui } = useStore();
  const comparable = useComparable();
  const { a, b } = chosen(list, ui.compared.value);
  const goesOn = [a, b].some((run) => run !== null && run.to === null);
  const at = goesOn ? now.value : 0;
  const comparison = useMemo(
    () => (a && b ? compareRuns(withShownName(comparable(a)), withShownName(comparable(b)), at) : null),
    [a, b, at],
  );
  if (!comparison || !a || !b) return <p class="quiet">Choose a baseline and another run.</p>;
  return <Result comparison={comparison} a={a} b={b} />;
}

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
  const { conclusion, checks, caveats, notes, names, rows } = comparison;
  return (
    <>
      <p class="conclusion" role="status">
        <Foreign text={conclusion} />
      </p>
      <ul class="checks" aria-label="Acceptance checks">
        {(['a', 'b'] as const).map((which) => (
          <CheckLine key={which} name={names[which]} check={checks[which]} />
        ))}
      </ul>
      <Caveats texts={caveats} />
      <div class="compare-parts">
        <CompareChart comparison={comparison} a={a} b={b} />
        <FiguresTable
          names={[names.a, names.b]}
          rows={rows.map(({ label, evidence, a, b }) => ({ label, evidence, cells: [a, b] }))}
        />
      </div>
      <FiguresNotes texts={notes} />
    </>
  );
}

/** The verdict of one run and its first reason; the rule in the tooltip. */
function CheckLine({ name, check }: { name: string; check: CheckResult }) {
  const text = checkText(name, check).slice(check.verdict.length);
  return (
    <li title={check.rule}>
      <strong class={`check-verdict is-${check.verdict.toLowerCase()}`}>{check.verdict}</strong>
      <Foreign text={text} />
    </li>
  );
}
