import { sdkVersionOf } from '../../../core/callsite/sdk';
import { aboutTotal } from '../../../core/estimate/totals';
import { costSentence, type Finding } from '../../../core/findings/finding';
import { countOf } from '../../../core/history/subject';
import type { Incident } from '../../../core/incident/incident';
import { checkLast, type NextPublish } from '../../../core/incident/next-publish';
import { lastTerms, markOf, nextText, trialText } from '../../../core/incident/words';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { Place } from '../parts/Place';

/** What it holds, what the next publish adds, whose line, and what a trial showed: a fact each. */
export function Facts({ incident }: { incident: Incident }) {
  const { finding, next, past, trial } = incident;
  return (
    <ul class="facts">
      {trial.length > 0 && (
        <li class="trial">
          <strong>{trialText(trial)}</strong>
        </li>
      )}
      <Holds finding={past ? null : finding} />
      {next && nextText(next) && <Next next={next} />}
      {finding && <MadeAt finding={finding} />}
    </ul>
  );
}

/** Of idle encoders the figure opens to the formula of each. */
function Holds({ finding }: { finding: Finding | null }) {
  const { results, selection } = useStore();
  const { idleEstimate } = results.result.value.publishing;
  if (finding && finding.id !== 'idle-senders') {
    const cost = costSentence(finding);
    return cost ? <li title={finding.cost.formula}>{cost}</li> : null;
  }
  if (idleEstimate.senders === 0) return null;
  const idle = () =>
    selection.allRows.value
      .filter(({ gone, transceiver }) => !gone && transceiver.phase === 'idle')
      .map(({ estimate }) => estimate);
  return (
    <li class="cost">
      Idle encoders:{' '}
      <Figure title="Idle encoders" estimates={idle}>
        <strong>≈ {aboutTotal(idleEstimate)}</strong>
      </Figure>{' '}
      (estimate)
      <Uncalibrated doubt={doubtOf(idleEstimate)} />
    </li>
  );
}

/** What the next publish will add; what the last one added, ticked or crossed against what was said before it. */
function Next({ next }: { next: NextPublish }) {
  const last = lastTerms(next);
  const checked = Object.values(checkLast(next)).some((each) => each !== null);
  return (
    <li class="next">
      Next {countOf(1, next.subject).slice(2)}: <strong>{nextText(next)}</strong>
      {checked && (
        <span class="quiet" title="What the last one added, against what was expected before it">
          {' '}
          (last:{' '}
          {last.map(({ text, met }, i) => (
            <span key={text}>
              {i > 0 && ' '}
              {met !== null && (
                <span class={met ? 'met' : 'missed'}>
                  <span aria-hidden="true">{markOf(met)}</span>
                  <span class="visually-hidden">{met ? 'as expected: ' : 'not as expected: '}</span>
                </span>
              )}
              {text}
            </span>
          ))}
          )
        </span>
      )}
    </li>
  );
}

function MadeAt({ finding: { culprit, state } }: { finding: Finding }) {
  const { app, sdk, captured } = culprit;
  if (!app && !sdk) return null;
  return (
    <li class="culprit">
      {app && (
        <>
          {captured ? 'Track from ' : 'Made at '}
          <Place frame={app} withFunction />
        </>
      )}
      {sdk && (!app || state === 'growing') && (
        <span class="quiet">
          {' '}
          through {[sdk.sdk, sdkVersionOf(sdk.url)].filter(Boolean).join(' ')}, <Place frame={sdk} />
        </span>
      )}
    </li>
  );
}
