import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { sdkVersionOf } from '../../../core/callsite/sdk';
import { formatTotal } from '../../../core/estimate/totals';
import { costSentence } from '../../../core/findings/finding';
import type { Result } from '../../../core/findings/result';
import { plural } from '../../../core/text/format';
import type { VerdictState } from '../../../core/verdict/verdict';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { Closable } from '../focus/Closable';
import { Icon, type IconName } from '../parts/Icon';
import { Place } from '../parts/Place';
import { PatchAndCompare } from '../runs/PatchAndCompare';
import { lazy } from '../use/lazy';

const ICONS: Record<VerdictState, IconName> = { growing: 'warning', stable: 'check', unknown: 'question' };

const HowToFix = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.HowToFix));
const FindingList = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.FindingList));
const LookNext = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.LookNext));
const Why = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.Why));

/** What is shown below the sentence. */
type Shown = 'why' | 'fix' | 'findings' | null;

/** The first thing to say in one sentence: what grows, by how much, at what cost, whose line. */
export function Sentence() {
  const { results, transport } = useStore();
  const chosen = useSignal<Shown>(null);
  const toggle = (which: Shown) => () => {
    chosen.value = shown === which ? null : which;
  };
  const result = results.result.value;
  const { state, headline, findings, publishing } = result;
  const { head, sentence, finding, text } = headline;
  const subject = finding ?? publishing.primary;
  const { app = null, sdk = null, captured } = subject?.culprit ?? {};
  const others = findings.filter((each) => each !== finding);
  const growing = finding?.state === 'growing';
  const shown = chosen.value === 'findings' && others.length === 0 ? null : chosen.value;
  return (
    <section class={`sentence is-${state} ${subject?.ended ? 'ended' : ''}`} aria-label="Verdict">
      <div class="sentence-line">
        <Icon name={finding ? 'warning' : ICONS[state]} />
        <p>
          {head && <strong>{head} </strong>}
          {sentence} <HeadlineCost result={result} />{' '}
          {app && (
            <span class="culprit">
              {captured && 'Track from '}
              <Place frame={app} withFunction />
            </span>
          )}
          {growing && sdk && (
            <span class="quiet culprit">
              {' '}
              through {[sdk.sdk, sdkVersionOf(sdk.url)].filter(Boolean).join(' ')}, <Place frame={sdk} />
            </span>
          )}
        </p>
        <span class="buttons">
          {(finding || publishing.findings.length > 0) && (
            <More id="why" shown={shown} onClick={toggle('why')}>
              Why
            </More>
          )}
          <More id="fix" shown={shown} onClick={toggle('fix')}>
            {finding ? 'How to fix' : 'Where to look next'}
          </More>
          {others.length > 0 && (
            <More id="findings" shown={shown} onClick={toggle('findings')}>
              {plural(others.length, 'other finding')}
            </More>
          )}
          {finding?.id === 'idle-senders' && !finding.ended && transport.hasPage && <PatchAndCompare />}
        </span>
      </div>
      {/* Spoken when the verdict turns, not whenever a count changes. */}
      <span class="visually-hidden" role="status" key={state}>
        {text}
      </span>
      {shown && (
        <Closable key={shown} onClose={() => (chosen.value = null)}>
          {shown === 'why' && <Why result={result} />}
          {shown === 'fix' && (finding ? <HowToFix finding={finding} /> : <LookNext result={result} />)}
          {shown === 'findings' && <FindingList findings={others} unchecked={result.unchecked} />}
        </Closable>
      )}
    </section>
  );
}

/** What the headline's things hold: of idle encoders the figure opens to the formula of each. */
function HeadlineCost({ result: { headline, publishing } }: { result: Result }) {
  const { selection } = useStore();
  const { finding } = headline;
  const { idleEstimate } = publishing;
  if (finding && finding.id !== 'idle-senders') {
    return <span title={finding.cost.formula}>{costSentence(finding)}</span>;
  }
  if (idleEstimate.senders === 0) return null;
  const idle = () =>
    selection.allRows.value
      .filter(({ gone, transceiver }) => !gone && transceiver.phase === 'idle')
      .map(({ estimate }) => estimate);
  return (
    <span class="cost">
      Idle encoders ≈{' '}
      <Figure title="Idle encoders" estimates={idle}>
        <strong>{formatTotal(idleEstimate)}</strong>
      </Figure>{' '}
      (estimate).
      <Uncalibrated doubt={doubtOf(idleEstimate)} />
    </span>
  );
}

interface MoreProps {
  id: Exclude<Shown, null>;
  shown: Shown;
  onClick(): void;
  children: ComponentChildren;
}

function More({ id, shown, onClick, children }: MoreProps) {
  const open = shown === id;
  return (
    <button
      type="button"
      class="button small"
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
