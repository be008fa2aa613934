import type { CallEntry } from '../../protocol/log';
import type { CaptureState, CaptureTally } from '../../protocol/state';
import type { Culprit } from '../callsite/stack';
import { formulaGroups } from '../estimate/formula';
import type { Estimate } from '../estimate/memory';
import { formatAbout, type Range, totalOf } from '../estimate/totals';
import type { Subject } from '../history/subject';
import type { SdpReading } from '../model/data';
import type { Evidence, Fact } from '../verdict/evidence';
import type { VerdictState } from '../verdict/publishes/rule';
import type { Recipe } from './recipes/recipe';
import type { Remedy } from './remedy';

/** Everything that one document offers to findings: its evidence, and what only the moment tells. */
export interface Facts {
  evidence: Evidence;
  /** When the document is looked at, epoch ms. */
  now: number;
  /** It can no longer be reached: whatever is found is how it was at its end. */
  gone: boolean;
  captures: readonly CaptureState[];
  captureTallies: readonly CaptureTally[];
  /** Readings of the connections' local descriptions, oldest first. */
  sdp: readonly SdpReading[];
  /** When the page last called a method of the connection, of its transceivers or senders; null for not known. */
  lastCallAt(connection: number): number | null;
  /** The page's calls that the log still holds, oldest first. */
  calls(): readonly CallEntry[];
}

/** What the things that a finding counts hold now. */
export interface Cost {
  /** MiB in the page's renderer process; null where no figure is known. */
  range: Range | null;
  /** How many of the things have no figure. */
  unknown: number;
  /** Where the figure comes from, as a sentence: the formula, and where its terms were measured. */
  formula: string;
}

/** Something that piles up, or that is kept though it is of no use. */
export interface Finding {
  /** Of its unit, for example `open-unused`. */
  id: string;
  document: string;
  /** Null where it is about the document, or about several connections. */
  connection: number | null;
  /** What is published, where it is about one source of a connection. */
  subject?: Subject;
  /** Those that it is about, where they are several. */
  connections?: readonly number[];
  /** Whether there are ever more of them: a count, not a guess from a curve. */
  state: VerdictState;
  /** Its connection is closed, or its page gone: how it was at its end. */
  ended: boolean;
  /** How many there are now. */
  count: number;
  /** The exact counts, in the user's words. */
  sentence: string;
  /** What it means, and who or what can end it. */
  advice: string;
  cost: Cost;
  /** MiB to rank by where the cost is not known: what such things hold as a rule. Never shown. */
  weight: number;
  /** When the oldest of them began, epoch ms; null where it is not known. */
  since: number | null;
  /** Whose line makes them. */
  culprit: Culprit;
  /** The call that is missing, for example `close()`; null where none would end it. */
  missing: string | null;
  /** The patches of this tool that help, the best first. */
  remedies: readonly Remedy[];
  /** What to change in the code. */
  recipes: readonly Recipe[];
  /** Findings that say why, where they are about the same connection: then this one is left out. */
  unless?: readonly string[];
}

/** One kind of finding: all that is known of it stands in its unit. */
export interface FindingUnit {
  id: string;
  /** What it finds, in a few words. */
  title: string;
  /** What a source has to know for it; without it nothing is said, and that is said. */
  needs: readonly Fact[];
  /** @returns what it finds in one document; an empty list where there is nothing */
  find(facts: Facts): Omit<Finding, 'id'>[];
}

/** What has ended holds nothing. */
export const NO_COST: Cost = { range: { low: 0, high: 0 }, unknown: 0, formula: 'They have ended, and hold nothing.' };

export const UNKNOWN_COST: Cost = { range: null, unknown: 0, formula: 'What they hold is not known.' };

/** What the encoders behind several senders hold, by the formula of each. */
export function encodersCost(estimates: readonly Estimate[]): Cost {
  const { senders, unknown, low, high } = totalOf(estimates);
  const formula = formulaGroups(estimates)
    .map(({ count, lines }) => `${count} × (${lines.join(' + ')})`)
    .join('; ');
  return {
    range: senders > unknown ? { low, high } : null,
    unknown,
    formula: formula || NO_COST.formula,
  };
}

/** `≈ 320 MB (estimate)`, `< 1 MB (estimate)`, `not known`, `nothing`. */
export function costText({ range, unknown }: Cost): string {
  if (!range) return 'not known';
  if (range.high === 0) return 'nothing';
  const text = formatAbout(range);
  return `${text.startsWith('<') ? '' : '≈ '}${text}${unknown > 0 ? ` + ${unknown} unknown` : ''} (estimate)`;
}

/** How a finding's sentence begins; empty where it speaks for itself. */
export function findingHead({ state, ended }: Pick<Finding, 'state' | 'ended'>): string {
  if (state !== 'growing') return '';
  return ended ? 'Grew until it ended:' : 'Growing:';
}

/** Whether there is anything to say of a cost: what has ended holds nothing, and some findings are not about memory. */
export function hasCost(ended: boolean, range: Range | null, unknown: number): boolean {
  return !ended && (range !== null || unknown > 0);
}

/** `They hold ≈ 320 MB (estimate).`; empty where it has ended, or where it is not about memory. */
export function costSentence({ cost, ended, count }: Pick<Finding, 'cost' | 'ended' | 'count'>): string {
  if (!hasCost(ended, cost.range, cost.unknown)) return '';
  if (!cost.range) return `What ${count === 1 ? 'it holds' : 'they hold'} is not known.`;
  return `${count === 1 ? 'It holds' : 'They hold'} ${costText(cost)}.`;
}
