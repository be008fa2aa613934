import type { Estimate } from '../../../core/estimate/memory';
import { costSentence, type Finding } from '../../../core/findings/finding';
import type { Incident } from '../../../core/incident/incident';
import type { NextPublish } from '../../../core/incident/next-publish';
import { holdsOf, libraryName, madeAtLabel, receiversOf } from '../../../core/incident/parts';
import { nextText, priceTerms, trialText } from '../../../core/incident/words';
import type { Verdict } from '../../../core/verdict/verdict';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { Place } from '../parts/Place';

type Held = Pick<Verdict, 'idleEstimate' | 'receivers'>;

/** Whether there is a fact to show. */
export const hasFacts = (incident: Incident, { idleEstimate, receivers }: Held): boolean =>
  incident.finding !== null ||
  incident.trial.length > 0 ||
  idleEstimate.senders > 0 ||
  receiversOf(incident, receivers) !== null ||
  (incident.next !== null && incident.next.expected.transceivers !== 0);

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
      <Receivers incident={incident} />
      {next && nextText(next) && (finding || next.expected.transceivers !== 0) && <Next next={next} />}
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
  const holds = holdsOf({ finding, past: false }, idleEstimate);
  if (!holds) return null;
  const idle = () =>
    selection.allRows.value
      .filter(({ gone, transceiver }) => !gone && transceiver.phase === 'idle')
      .map(({ estimate }) => estimate);
  return <Cost held={holds} title="Idle encoders" estimates={idle} doubt={doubtOf(idleEstimate)} />;
}

/** What is left of the receiving side: a figure of its own, since no encoder is in it. */
function Receivers({ incident }: { incident: Incident }) {
  const { results, selection } = useStore();
  const held = receiversOf(incident, results.result.value.publishing.receivers);
  if (!held) return null;
  const receivers = () =>
    selection.allRows.value.flatMap(({ gone, receiver }) => (receiver && !gone ? [receiver] : []));
  return <Cost held={held} title="Receivers that receive no more" estimates={receivers} />;
}

interface CostProps {
  held: NonNullable<ReturnType<typeof holdsOf>>;
  /** Of the dialog with the formula of each. */
  title: string;
  estimates(): Estimate[];
  doubt?: string | null;
}

/** An estimate, with its formulas one click away. */
function Cost({ held: { label, figure, note }, title, estimates, doubt = null }: CostProps) {
  return (
    <li class="cost">
      {label}{' '}
      <Figure title={title} estimates={estimates}>
        <strong>{figure}</strong>
      </Figure>
      {note}
      <Uncalibrated doubt={doubt} />
    </li>
  );
}

/** What the next publish will add, each ticked or crossed by what the last one added. */
function Next({ next }: { next: NextPublish }) {
  return (
    <li class="next">
      Next {next.subject}:{' '}
      {priceTerms(next).map(({ text, met, instead }, i) => (
        <span key={text}>
          {i > 0 && ', '}
          <strong>{text}</strong>
          {met !== null && (
            <span class={met ? 'met' : 'missed'} title={met ? 'The last one added this' : `The last one: ${instead}`}>
              <span aria-hidden="true"> {met ? '✓' : '✗'}</span>
              <span class="visually-hidden">{met ? ' (the last one, too)' : ` (the last one: ${instead})`}</span>
            </span>
          )}
        </span>
      ))}
    </li>
  );
}

function MadeAt({ finding: { culprit, state } }: { finding: Finding }) {
  const { app, sdk } = culprit;
  if (!app && !sdk) return null;
  return (
    <li class="culprit">
      {app && (
        <>
          {madeAtLabel(culprit)} <Place frame={app} withFunction />
        </>
      )}
      {sdk && (!app || state === 'growing') && (
        <span class="quiet">
          {' '}
          through {libraryName(sdk)}, <Place frame={sdk} />
        </span>
      )}
    </li>
  );
}
