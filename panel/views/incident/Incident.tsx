import { useSignal } from '@preact/signals';
import { plural } from '../../../core/text/format';
import type { VerdictState } from '../../../core/verdict/verdict';
import { useStore } from '../context';
import { Closable } from '../focus/Closable';
import { Icon, type IconName } from '../parts/Icon';
import { PatchAndCompare } from '../runs/PatchAndCompare';
import { lazy } from '../use/lazy';
import { Facts, hasFacts } from './Facts';
import { More, type Shown } from './More';
import { TryFirst } from './TryFirst';

const ICONS: Record<VerdictState, IconName> = { growing: 'warning', stable: 'check', unknown: 'question' };

const HowToFix = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.HowToFix));
const FindingList = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.FindingList));
const LookNext = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.LookNext));
const Why = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.Why));
const CopyReport = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.CopyReport));
const CopyFix = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.CopyFix));

/** The first thing to see: what grows, what it holds, what the next share adds, whose line, and what to do. */
export function Incident() {
  const { results, transport } = useStore();
  const chosen = useSignal<Shown>(null);
  const toggle = (which: Shown) => () => {
    chosen.value = shown === which ? null : which;
  };
  const result = results.result.value;
  const incident = results.incident.value;
  const { publishing } = result;
  const { state, headline, finding, others, past } = incident;
  const { head, sentence, text } = headline;
  const shown = chosen.value === 'findings' && others.length === 0 ? null : chosen.value;
  const ended = (headline.finding ?? publishing.primary)?.ended;
  const withFacts = hasFacts(incident, publishing);
  const more = (
    <>
      {(finding || publishing.findings.length > 0) && (
        <More id="why" shown={shown} onClick={toggle('why')}>
          Why
        </More>
      )}
      <More id="fix" shown={shown} onClick={toggle('fix')}>
        {finding ? 'How to fix' : 'What else to check'}
      </More>
      {others.length > 0 && (
        <More id="findings" shown={shown} onClick={toggle('findings')}>
          {plural(others.length, 'other finding')}
        </More>
      )}
      {finding?.id === 'idle-senders' && (past || !finding.ended) && transport.hasPage && <PatchAndCompare />}
    </>
  );
  return (
    <section class={`incident is-${state} ${ended ? 'ended' : ''}`} aria-label="Verdict">
      <div class="incident-head">
        <Icon name={headline.finding ? 'warning' : ICONS[state]} />
        <p>
          {head && <strong>{head} </strong>}
          {sentence}
        </p>
        <span class="buttons">
          {finding && transport.hasPage && <TryFirst incident={incident} />}
          {finding && <CopyFix finding={finding} />}
          <CopyReport />
          {!withFacts && more}
        </span>
      </div>
      {withFacts && (
        <div class="incident-facts">
          <Facts incident={incident} />
          <span class="buttons">{more}</span>
        </div>
      )}
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
