import type { LogEntry } from '../../protocol/log';
import type { Patch } from '../../protocol/state';
import type { RunFlag } from '../model/types';
import { isWithin, type PublishesDocument, type RunSpan } from './publish-groups';

/** The data of one document that flags are derived from. */
export interface FlagDocument extends PublishesDocument {
  history: PublishesDocument['history'] & { alteredByHand: boolean };
  log: readonly LogEntry[];
  /** The patch in force now. */
  patch: Patch;
  /** Its log had gaps before the run began. */
  incompleteBefore: boolean;
}

export interface FlagText {
  label: string;
  why: string;
}

/** Why a run with this flag can't be a baseline. */
export const FLAG_TEXTS: Record<RunFlag, FlagText> = {
  'patched-before': {
    label: 'patched before',
    why: 'A document had published under a patch before the run began, so the run did not start clean.',
  },
  'patch-changed': {
    label: 'patch changed mid-run',
    why: 'The patch was switched without a reload. That shows what the switch does to a running page; it is no A/B comparison.',
  },
  'frames-differ': {
    label: 'frames differ',
    why: 'Not all documents had the same patch when they published.',
  },
  'altered-by-hand': {
    label: 'downscaled by hand',
    why: 'Idle encoders were downscaled by hand, so the memory is not the page’s own.',
  },
  incomplete: {
    label: 'incomplete',
    why: 'The log no longer holds everything from the run’s beginning, so its counts are lower bounds.',
  },
};

/** Only a run without flags can be the baseline of a comparison. */
export function canBeBaseline(flags: readonly RunFlag[]): boolean {
  return flags.length === 0;
}

/** Flags of a run, from its documents' logs. Documents without a publish in the run do not count. */
export function flagsOf(run: RunSpan & { patch: Patch }, documents: readonly FlagDocument[]): RunFlag[] {
  const flags = new Set<RunFlag>();
  const inForce = new Set<Patch>();
  for (const document of documents) {
    const { publishes, incomplete, alteredByHand } = document.history;
    const within = publishes.filter(({ at }) => isWithin(at, run));
    if (within.length === 0) continue;
    const patchAt = patchesOf(document);
    const patches = new Set(within.map(({ at }) => patchAt(at)));
    for (const patch of patches) inForce.add(patch);
    if (publishes.some(({ at }) => at < run.from && patchAt(at) !== 'none')) flags.add('patched-before');
    if (patches.size > 1 || switchedAfter(document, run, publishes[0]!.at)) flags.add('patch-changed');
    if (alteredByHand) flags.add('altered-by-hand');
    if (incomplete && !document.incompleteBefore) flags.add('incomplete');
  }
  if (inForce.size > 1 && !flags.has('patch-changed')) flags.add('frames-differ');
  // All documents had the same patch, but not the one in force when the run began.
  if (inForce.size === 1 && !inForce.has(run.patch)) flags.add('patch-changed');
  return ORDER.filter((flag) => flags.has(flag));
}

const ORDER: readonly RunFlag[] = ['patch-changed', 'patched-before', 'frames-differ', 'altered-by-hand', 'incomplete'];

function switchesOf({ log }: FlagDocument): { at: number; patch: Patch }[] {
  return log.flatMap((entry) => (entry.type === 'patch' && entry.outcome === 'switched' ? [entry] : []));
}

/** Returns the patch in force at a time. A document that starts with a patch logs it as a switch. */
function patchesOf(document: FlagDocument): (at: number) => Patch {
  const switches = switchesOf(document);
  if (switches.length === 0) return () => document.patch;
  return (at) => switches.findLast((patchSwitch) => patchSwitch.at <= at)?.patch ?? 'none';
}

/** Whether the patch was switched in the run after the document's first publish. An earlier switch affects no publish. */
function switchedAfter(document: FlagDocument, run: RunSpan, firstPublish: number): boolean {
  return switchesOf(document).some(({ at }) => isWithin(at, run) && at > firstPublish && at > run.from);
}
