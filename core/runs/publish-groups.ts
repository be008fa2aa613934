import type { StateEntry } from '../../protocol/log';
import type { Kind, Phase } from '../../protocol/state';
import type { PublishFacts } from '../history/publish-facts';
import { ENDED_WITH_PARENT } from '../history/publishes';
import { type Subject, subjectOf } from '../history/subject';

/** What of one document's history is counted by; a DocumentRecord is one. */
export interface SharesDocument {
  id: string;
  history: {
    steps: readonly StateEntry[];
    publishes: readonly PublishFacts[];
    incomplete: boolean;
  };
}

/** Epoch ms; `to` null goes on. */
export interface RunSpan {
  from: number;
  to: number | null;
}

/** Publishes of one subject on one connection, in order of time. */
export interface Shares<D extends SharesDocument = SharesDocument> {
  document: D;
  connection: number;
  kind: Kind;
  subject: Subject;
  facts: PublishFacts[];
}

export function isWithin(at: number, { from, to }: RunSpan): boolean {
  return at >= from && (to === null || at < to);
}

/** Groups the publishes of a span by document, connection and subject; the largest group first. */
export function sharesOf<D extends SharesDocument>(documents: readonly D[], span: RunSpan): Shares<D>[] {
  const groups = new Map<string, Shares<D>>();
  for (const document of documents) {
    for (const facts of document.history.publishes) {
      if (!isWithin(facts.at, span)) continue;
      const { connection, kind, source } = facts;
      const subject = subjectOf(source, kind);
      const key = `${document.id} ${connection} ${kind} ${subject}`;
      const group = groups.get(key);
      if (group) group.facts.push(facts);
      else groups.set(key, { document, connection, kind, subject, facts: [facts] });
    }
  }
  return [...groups.values()].sort((a, b) => b.facts.length - a.facts.length);
}

/** The phase of each of these transceivers at a time; those not made yet, or gone, are not in it. */
export function phasesAt(steps: readonly StateEntry[], ids: ReadonlySet<number>, at: number): Map<number, Phase> {
  const phases = new Map<number, Phase>();
  for (const step of steps) {
    if (step.at > at) break;
    // What ended with its connection or page was left as it was: no unpublish took it away.
    if (step.transceiver === null || step.n === ENDED_WITH_PARENT || !ids.has(step.transceiver)) continue;
    if (step.why === 'removed' || step.phase === 'stopped') phases.delete(step.transceiver);
    else phases.set(step.transceiver, step.phase);
  }
  return phases;
}

/** How many are in a phase. */
export function inPhase(phases: ReadonlyMap<number, Phase>, phase: Phase): number {
  let count = 0;
  for (const each of phases.values()) if (each === phase) count += 1;
  return count;
}
