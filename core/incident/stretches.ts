import type { StateEntry } from '../../protocol/log';
import type { Patch } from '../../protocol/state';
import type { DocumentView } from '../model/view';
import { patchOfMark } from '../patches/patches';
import type { Evidence } from '../verdict/evidence';
import { evidenceOf } from '../verdict/gather';

/** A time during which one patch, or none, was on. */
export interface Stretch {
  patch: Patch;
  /** Epoch ms; 0 for the beginning of the document. */
  from: number;
  /** Epoch ms; null where it has not ended. */
  to: number | null;
  /** What was known at its end. Of a stretch that has ended only the steps are as they were. */
  evidence: Evidence;
}

/** The beginnings of a list of steps, by length: what was folded of one is not folded again. */
const beginnings = new WeakMap<readonly StateEntry[], Map<number, readonly StateEntry[]>>();

/**
 * The stretches of a document, oldest first. Clear view does not shorten them.
 * @param connections those that are looked at; null for all
 */
export function stretchesOf(view: DocumentView, connections: Evidence['connections']): Stretch[] {
  const all = evidenceOf(view);
  const now = connections === null ? all : { ...all, connections };
  const switches = view.history.marks.flatMap((mark) => {
    const patch = mark.type === 'patch' ? patchOfMark(mark.text) : null;
    return patch === null ? [] : [{ at: mark.at, patch }];
  });
  if (switches.length === 0) return [{ patch: view.patch, from: 0, to: null, evidence: now }];
  const begins = [{ at: 0, patch: 'none' as Patch }, ...switches];
  return begins.map(({ at, patch }, i) => {
    const to = begins[i + 1]?.at ?? null;
    const steps = to === null ? now.steps : stepsBefore(now.steps, to);
    return { patch, from: at, to, evidence: { ...now, steps, patch, switchedAt: at === 0 ? null : at } };
  });
}

function stepsBefore(steps: readonly StateEntry[], at: number): readonly StateEntry[] {
  const after = steps.findIndex((step) => step.at >= at);
  const length = after < 0 ? steps.length : after;
  let known = beginnings.get(steps);
  if (!known) {
    known = new Map();
    beginnings.set(steps, known);
  }
  const before = known.get(length) ?? steps.slice(0, length);
  known.set(length, before);
  return before;
}
