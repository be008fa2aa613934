import { useMemo, useState } from 'preact/hooks';
import { FIGURE_LINKS } from '../../../core/docs/links';
import type { CheckResult } from '../../../core/model/types';
import { PATCH_NAMES } from '../../../core/patches/patches';
import { checkReport } from '../../../core/report/check';
import { buildOf } from '../../../core/runs/compare/origin';
import { isWithin } from '../../../core/runs/compare/publish-groups';
import { FLAG_TEXTS } from '../../../core/runs/flags';
import { MAX_NAME_LENGTH } from '../../../core/runs/run';
import { isolated } from '../../../core/text/foreign';
import { clockTime, duration, integer } from '../../../core/text/format';
import { verdictText } from '../../../core/verdict/verdict';
import { verdictOf } from '../../store/runs/run-verdict';
import type { Run } from '../../store/runs/runs';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { IconButton } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { Foreign } from '../parts/Foreign';
import { useAbout } from '../use/useAbout';
import { useComparable } from './compare/comparable';

const STATES = { growing: 'growing', stable: 'stable', unknown: 'not enough data' } as const;

/** One run: what it is, how it went, what can be done with it. */
export function RunRow({ run }: { run: Run }) {
  const { runs } = useStore();
  const [open, setOpen] = useState(false);
  // An ended run's verdict does not change with what its documents do later.
  const version = run.to === null ? run.documents.map(({ historyVersion }) => historyVersion.value).join() : '';
  const verdict = useMemo(() => verdictOf(run), [run.documents, run.to, version]);
  const publishes = run.documents.reduce(
    (sum, { history }) => sum + history.publishes.filter(({ at }) => isWithin(at, run)).length,
    0,
  );
  return (
    <>
      <tr>
        <th scope="row">
          <input
            class="run-name"
            aria-label="Name of the run"
            value={run.name}
            maxLength={MAX_NAME_LENGTH}
            title={run.file === null ? undefined : `From ${isolated(run.file)}`}
            onChange={(event) => {
              runs.rename(run.id, event.currentTarget.value);
              event.currentTarget.value = run.name;
            }}
          />
        </th>
        <td>{run.patch === 'none' ? 'none' : PATCH_NAMES[run.patch]}</td>
        <td>
          <When run={run} />
        </td>
        <td class="number">{integer(publishes)}</td>
        <td class={`run-verdict is-${verdict.state}`} title={verdictText(verdict)}>
          {STATES[verdict.state]}
        </td>
        <td>
          <Flags run={run} />
        </td>
        <td class="run-check">
          <Check run={run} open={open} onToggle={() => setOpen(!open)} />
        </td>
        <td class="run-actions">
          {run.to === null && run.file === null && (
            <button type="button" class="button small" onClick={runs.end}>
              End
            </button>
          )}
          <IconButton
            icon="close"
            label={`Delete the run “${isolated(run.name)}”`}
            onClick={() => runs.remove(run.id)}
          />
        </td>
      </tr>
      {open && run.check && <CheckDetails run={run} check={run.check} />}
    </>
  );
}

function When({ run: { from, to } }: { run: Run }) {
  const { now } = useStore();
  const length = duration((to ?? now.value) - from);
  return (
    <>
      {clockTime(from)}, {length}
      {to === null && ', running'}
    </>
  );
}

/** Why it can't be a baseline: the label at once, the reason in the tooltip and for a screen reader. */
function Flags({ run: { flags } }: { run: Run }) {
  if (flags.length === 0) return null;
  return (
    <ul class="flags">
      {flags.map((flag) => {
        const { label, why } = FLAG_TEXTS[flag];
        return (
          <li key={flag} class="badge altered" title={`No baseline. ${why}`}>
            {label}
            <span class="visually-hidden">. No baseline. {why}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface CheckProps {
  run: Run;
  open: boolean;
  onToggle(): void;
}

function Check({ run, open, onToggle }: CheckProps) {
  const { runs } = useStore();
  const { check } = run;
  return (
    <>
      {check && (
        <button
          type="button"
          class={`link check-verdict is-${check.verdict.toLowerCase()}`}
          aria-expanded={open}
          title="Rule and reasons"
          onClick={onToggle}
        >
          {check.verdict}
        </button>
      )}
      <button type="button" class="button small" onClick={() => runs.check(run.id)}>
        {check ? 'Check again' : 'Check'}
      </button>
    </>
  );
}

function CheckDetails({ run, check }: { run: Run; check: CheckResult }) {
  const about = useAbout();
  const comparable = useComparable();
  return (
    <tr class="check-details">
      <td colSpan={8}>
        <p>
          <Foreign text={check.rule} /> <LearnMore to={FIGURE_LINKS.check} about="the check" />
        </p>
        <ul>
          {check.reasons.map((reason) => (
            <li key={reason}>
              <Foreign text={reason} />
            </li>
          ))}
        </ul>
        <CopyButton
          what="the result of the check"
          report={(own) => checkReport(run.name, check, own, { ...about(), build: buildOf(comparable(run)) })}
        />
      </td>
    </tr>
  );
}
