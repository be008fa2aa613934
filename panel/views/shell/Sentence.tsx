import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { sdkVersionOf } from '../../analysis/sdk';
import { formatTotal } from '../../analysis/totals';
import { type VerdictState, verdictHead, verdictText } from '../../analysis/verdict';
import { plural } from '../../format';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { Closable } from '../focus/Closable';
import { Icon, type IconName } from '../parts/Icon';
import { lazy } from '../parts/lazy';
import { Place } from '../parts/Place';
import { PatchAndCompare } from '../runs/PatchAndCompare';
import { NoteList } from './NoteList';
import { Why } from './Why';

const ICONS: Record<VerdictState, IconName> = { growing: 'warning', stable: 'check', unknown: 'question' };

const HowToFix = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.HowToFix));
const LookNext = lazy(() => import('../fix/fix-chunk').then((chunk) => chunk.LookNext));

/** What is shown below the sentence. */
type Shown = 'why' | 'fix' | 'notes' | null;

/** The verdict in one sentence: is it growing, by how much, at what cost, whose line. */
export function Sentence() {
  const { selection, notes, transport } = useStore();
  const chosen = useSignal<Shown>(null);
  const toggle = (which: Shown) => () => {
    chosen.value = shown === which ? null : which;
  };
  const verdict = selection.verdict.value;
  const { state, sentence, chief, idleEstimate } = verdict;
  const head = verdictHead(verdict);
  const idle = () =>
    selection.allRows.value
      .filter(({ gone, transceiver }) => !gone && transceiver.phase === 'idle')
      .map(({ estimate }) => estimate);
  const { app = null, sdk = null, captured } = chief?.culprit ?? {};
  const others = notes.list.value;
  const shown = chosen.value === 'notes' && others.length === 0 ? null : chosen.value;
  const growing = state === 'growing' && chief;
  return (
    <section class={`sentence is-${state} ${chief?.ended ? 'ended' : ''}`} aria-label="Verdict">
      <div class="sentence-line">
        <Icon name={ICONS[state]} />
        <p>
          {head && <strong>{head} </strong>}
          {sentence}{' '}
          {idleEstimate.senders > 0 && (
            <span class="cost">
              Idle encoders ≈{' '}
              <Figure title="Idle encoders" estimates={idle}>
                <strong>{formatTotal(idleEstimate)}</strong>
              </Figure>{' '}
              (estimate).
              <Uncalibrated doubt={doubtOf(idleEstimate)} />
            </span>
          )}{' '}
          {app && (
            <span class="culprit">
              {captured && 'Track from '}
              <Place frame={app} withFunction />
            </span>
          )}
          {state === 'growing' && sdk && (
            <span class="quiet culprit">
              {' '}
              through {[sdk.sdk, sdkVersionOf(sdk.url)].filter(Boolean).join(' ')}, <Place frame={sdk} />
            </span>
          )}
        </p>
        <span class="buttons">
          {verdict.findings.length > 0 && (
            <More id="why" shown={shown} onClick={toggle('why')}>
              Why
            </More>
          )}
          <More id="fix" shown={shown} onClick={toggle('fix')}>
            {growing ? 'How to fix' : 'Where to look next'}
          </More>
          {others.length > 0 && (
            <More id="notes" shown={shown} onClick={toggle('notes')}>
              {plural(others.length, 'other finding')}
            </More>
          )}
          {growing && !chief.ended && transport.hasPage && <PatchAndCompare />}
        </span>
      </div>
      {/* Spoken when the verdict turns, not whenever a count changes. */}
      <span class="visually-hidden" role="status" key={state}>
        {verdictText(verdict)}
      </span>
      {shown && (
        <Closable key={shown} onClose={() => (chosen.value = null)}>
          {shown === 'why' && <Why verdict={verdict} />}
          {shown === 'fix' && (growing ? <HowToFix finding={chief} /> : <LookNext state={state} />)}
          {shown === 'notes' && <NoteList notes={others} />}
        </Closable>
      )}
    </section>
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
