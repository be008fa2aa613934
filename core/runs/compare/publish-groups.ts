import type { StateEntry } from '../../../protocol/log';
import type { Kind, Phase } from '../../../protocol/state';
import { ENDED_WITH_PARENT } from '../../history/publishes';
import { type Subject, subjectOf } from '../../history/subject';
import type { PublishFacts } from '../../model/data';

/** The parts of a document's history that publishes are counted from. */
export interface PublishesDocument {
  id: string;
  history: {
    steps: readonly StateEntry[];
    publishes: readonly PublishFacts[];
    incomplete: boolean;
  };
}

/** A span in epoch ms; `to` is null while it is recorded. */
export interface RunSpan {
  from: number;
  to: number | null;
}

/** Publishes of one subject on one connection, in order of time. */
export interface PublishGroup<D extends PublishesDocument = PublishesDocument> {
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
export function publishGroupsOf<D extends PublishesDocument>(
  documents: readonly D[],
  span: RunSpan,
): PublishGroup<D>[] {
  const groups = new Map<string, PublishGroup<D>>();
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

/** The phase of each of these transceivers at a time, without those that did not exist or were stopped. */
export function phasesAt(steps: readonly StateEntry[], ids: ReadonlySet<number>, at: number): Map<number, Phase> {
  const phases = new Map<number, Phase>();
  for (const step of steps) {
    if (step.at > at) break;
    // A transceiver that ended with its connection or page keeps its phase: no unpublish removed it.
    if (step.transceiver === null || step.n === ENDED_WITH_PARENT || !ids.has(step.transceiver)) continue;
    if (step.why === 'removed' || step.phase === 'stopped') phases.delete(step.transceiver);
    else phases.set(step.transceiver, step.phase);
  }
  return phases;
}

/** Number of transceivers in a phase. */
export function inPhase(phases: ReadonlyMap<number, Phase>, phase: Phase): number {
  let count = 0;
  for (const current of phases.values()) if (current === phase) count += 1;
  return count;
}
