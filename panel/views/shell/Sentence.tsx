import { useSignal } from '@preact/signals';
import { formatTotal } from '../../analysis/memory';
import { type VerdictState, verdictHead, verdictText } from '../../analysis/verdict';
import { useStore } from '../context';
import { Icon, type IconName } from '../parts/Icon';
import { Place } from '../parts/Place';
import { Why } from './Why';

const ICONS: Record<VerdictState, IconName> = { growing: 'warning', stable: 'check', unknown: 'question' };

/** The verdict in one sentence: is it growing, by how much, at what cost, whose line. */
export function Sentence() {
  const { selection } = useStore();
  const open = useSignal(false);
  const verdict = selection.verdict.value;
  const { state, sentence, chief, idleEstimate } = verdict;
  const head = verdictHead(verdict);
  const { app = null, sdk = null } = chief?.culprit ?? {};
  return (
    <section class={`sentence is-${state} ${chief?.ended ? 'ended' : ''}`} aria-label="Verdict">
      <div class="sentence-line">
        <Icon name={ICONS[state]} />
        <p>
          {head && <strong>{head} </strong>}
          {sentence}{' '}
          {idleEstimate.senders > 0 && (
            <span class="cost" title="Estimate of the encoders behind idle senders; MB are 1024-based">
              Idle encoders ≈ <strong>{formatTotal(idleEstimate)}</strong> (estimate).
            </span>
          )}{' '}
          {app && (
            <span class="culprit">
              <Place frame={app} withFunction />
            </span>
          )}
          {state === 'growing' && sdk && <span class="quiet culprit"> through {sdk.sdk}</span>}
        </p>
        {verdict.findings.length > 0 && (
          <button
            type="button"
            class="button small"
            aria-expanded={open.value}
            aria-controls={open.value ? 'why' : undefined}
            onClick={() => (open.value = !open.value)}
          >
            Why
          </button>
        )}
      </div>
      {/* Spoken when the verdict turns, not whenever a count changes. */}
      <span class="visually-hidden" role="status" key={state}>
        {verdictText(verdict)}
      </span>
      {open.value && <Why verdict={verdict} />}
    </section>
  );
}
