import { useStore } from '../context';

/** How often one shares for a check: the rule needs two shares after the first. */
const SHARES = 3;

/** Begins an acceptance check: what is shared from now on is counted, and judged after the third share. */
export function StartCheck() {
  const { guided, patch } = useStore();
  const { step } = guided.state.value;
  return (
    <button
      type="button"
      class="button small"
      title={`Share and stop ${SHARES} times from now on, then see PASS or FAIL`}
      disabled={step !== 'off' && step !== 'done'}
      onClick={() => guided.start({ mode: 'check', patches: [patch.value, patch.value], shares: SHARES })}
    >
      Start check
    </button>
  );
}
