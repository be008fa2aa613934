import { useEffect, useRef } from 'preact/hooks';
import { PATCH_NAMES } from '../../../core/patches/patches';
import { checkReport } from '../../../core/report/check';
import { buildOf } from '../../../core/runs/compare/origin';
import type { GuidedState, Half, Plan } from '../../../core/runs/guided-steps';
import { progressText } from '../../store/runs/guided';
import type { Run } from '../../store/runs/runs';
import { useStore } from '../context';
import { useEscape, useFocusBack } from '../focus/useClosable';
import { IconButton } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { Foreign } from '../parts/Foreign';
import { useAbout } from '../use/useAbout';
import { useComparable } from './compare/comparable';

/** Leads through the guided comparison: where it stands, and what to do now. */
export function GuidedBar() {
  const { guided, ui } = useStore();
  const section = useRef<HTMLElement>(null);
  const state = guided.state.value;
  const result = guided.result.value;
  useEffect(() => {
    if (!result) return;
    ui.compared.value = result;
    ui.tab.value = 'runs';
  }, [result]);
  // One that goes on is ended by its button only.
  useEscape(section, guided.cancel, { open: state.step === 'done' });
  useFocusBack(section);
  if (state.step === 'off') return null;
  return (
    <section
      class="bar guided"
      aria-label={state.plan.mode === 'check' ? 'Acceptance check' : 'Guided comparison'}
      ref={section}
    >
      <div role="status">
        <Words state={state} />
      </div>
      <Actions state={state} />
      <IconButton
        icon="close"
        label={`${state.step === 'done' ? 'Close' : 'Cancel'} the ${nameOf(state.plan)}`}
        onClick={guided.cancel}
      />
    </section>
  );
}

const nameOf = ({ mode }: Plan) => (mode === 'check' ? 'acceptance check' : 'guided comparison');

type On = Exclude<GuidedState, { step: 'off' }>;

function Words({ state }: { state: On }) {
  const { guided } = useStore();
  const { plan } = state;
  switch (state.step) {
    case 'loading':
      return (
        <p>
          <strong>{headOf(plan, state.half)}.</strong>{' '}
          {state.late ? 'The page did not reload: reload it yourself.' : 'Reloading the page…'}
        </p>
      );
    case 'sharing':
      return (
        <p>
          <strong>{headOf(plan, state.half)}.</strong> Share for 6 s or more, then stop, {plan.shares} times:{' '}
          <strong>{progressText(guided.progress.value, plan.shares)}</strong>.
          {state.restarted &&
            ` The page navigated, so ${plan.mode === 'check' ? 'the check' : 'this half'} began again.`}
        </p>
      );
    case 'settling':
      return (
        <p>
          <strong>{headOf(plan, state.half)}.</strong> {progressText(guided.progress.value, plan.shares)}.{' '}
          {state.half === 1
            ? 'Comparing…'
            : plan.mode === 'check'
              ? 'Checking…'
              : plan.mode === 'patch'
                ? `Reloading with ${PATCH_NAMES[plan.patches[1]]} in a moment…`
                : 'The other build is next…'}
        </p>
      );
    case 'other-build':
      return (
        <p>
          <strong>Step 2 of 2.</strong> Open the other build in this tab: deploy it and reload, or open its address.
        </p>
      );
    case 'done':
      if (plan.mode === 'check') return <CheckResult />;
      return (
        <p>
          <strong>Done.</strong> The result is in the tab Runs.
        </p>
      );
  }
}

/** The verdict of the check, with its reasons; the rule where there are none. */
function CheckResult() {
  const check = useStore().guided.checked.value?.check;
  if (!check) return <p>The run of this check was deleted.</p>;
  return (
    <p title={check.rule}>
      <strong class={`check-verdict is-${check.verdict.toLowerCase()}`}>{check.verdict}.</strong>{' '}
      <Foreign text={check.reasons.join(' ') || check.rule} />
    </p>
  );
}

function CopyCheck({ run }: { run: Run }) {
  const about = useAbout();
  const comparable = useComparable();
  return (
    <CopyButton
      what="the result of the check"
      report={(own) => checkReport(run.name, run.check!, own, { ...about(), build: buildOf(comparable(run)) })}
    />
  );
}

function Actions({ state }: { state: On }) {
  const { guided, transport } = useStore();
  if (state.step === 'other-build') {
    return (
      <button type="button" class="button small" onClick={() => transport.reload()}>
        Reload page
      </button>
    );
  }
  const checked = guided.checked.value;
  if (checked) return <CopyCheck run={checked} />;
  const { shared, sending } = guided.progress.value;
  const more = state.step === 'sharing' && shared + sending > 0;
  if (!more && state.step !== 'settling') return null;
  return (
    <button
      type="button"
      class="button small"
      title={
        state.plan.mode === 'check'
          ? 'Checks the shares so far'
          : 'Continues with the shares so far; the result says that the halves differ'
      }
      onClick={guided.next}
    >
      {state.plan.mode === 'check' ? 'Check now' : 'Skip to next step'}
    </button>
  );
}

function headOf({ mode, patches }: Plan, half: Half): string {
  if (mode === 'check') return 'Acceptance check';
  const of = `Step ${half + 1} of 2`;
  if (mode === 'build') return `${of}, ${half === 0 ? 'this build' : 'the other build'}`;
  const patch = patches[half];
  return `${of}, ${patch === 'none' ? 'without patch' : `with ${PATCH_NAMES[patch]}`}`;
}
