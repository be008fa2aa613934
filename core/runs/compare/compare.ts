import { versionOf } from '../../callsite/stack';
import { formatAbout } from '../../estimate/totals';
import { countOf, type Subject } from '../../history/subject';
import { median } from '../../lists/statistics';
import type { CheckResult } from '../../model/types';
import { EVIDENCE_NOTICE, PATCH_NOTICE } from '../../patches/notices';
import { CONFOUNDED, livekitConfounder } from '../../patches/patches';
import { integer } from '../../text/format';
import { checkAcceptance } from '../acceptance';
import { FLAG_TEXTS } from '../flags';
import { scenarioDifferences } from '../scenario';
import { ORIGIN_ROWS } from './origin';
import { decimal, type Evidence, figureRows, spreadOf, UNKNOWN_CELL } from './rows';
import { type ComparableRun, figuresOf, type RunFigures, sdkFrame, subjectToCompare } from './run-figures';

export interface ComparisonRow {
  label: string;
  /** How it is known; empty for what a run is about. */
  evidence: Evidence | '';
  a: string;
  b: string;
}

export interface Comparison {
  names: { a: string; b: string };
  /** The subject whose publishes are compared; null if nothing was published. */
  subject: Subject | null;
  figures: { a: RunFigures; b: RunFigures };
  /** One sentence on what the counts show, or that they are too few. */
  conclusion: string;
  /** The acceptance check of each. */
  checks: { a: CheckResult; b: CheckResult };
  rows: ComparisonRow[];
  /** Why the runs are not an A/B pair: flags, and differences between the scenarios. */
  caveats: string[];
  /** Notices for every reader. */
  notes: string[];
}

/** Compares two runs. @param now end of a run that is still recorded, epoch ms */
export function compareRuns(a: ComparableRun, b: ComparableRun, now: number): Comparison {
  const subject = subjectToCompare([a, b]);
  const figures = { a: figuresOf(a, subject, now), b: figuresOf(b, subject, now) };
  const names = namesOf(a, b);
  const checks = { a: checkAcceptance({ ...a, now }), b: checkAcceptance({ ...b, now }) };
  return {
    names,
    subject,
    figures,
    conclusion: conclude(names, subject, figures),
    checks,
    rows: [
      ...ORIGIN_ROWS.map(({ label, write }) => ({ label, evidence: '' as const, a: write(a), b: write(b) })),
      { label: 'Acceptance check', evidence: 'counted', a: checks.a.verdict, b: checks.b.verdict },
      ...figureRows(subject).map(({ label, evidence, write }) => ({
        label,
        evidence,
        a: write(figures.a),
        b: write(figures.b),
      })),
    ],
    caveats: [
      ...flagCaveats(names.a, a),
      ...flagCaveats(names.b, b),
      ...scenarioDifferences(names, subject, figures),
      ...confounders([a, b]),
    ],
    notes: [EVIDENCE_NOTICE, PATCH_NOTICE],
  };
}

/** What confounds a comparison of runs under several patches. */
export function confounders(runs: readonly ComparableRun[]): string[] {
  if (runs.every(({ patch }) => patch === runs[0]!.patch)) return [];
  const livekit = runs.flatMap((run) => {
    const library = CONFOUNDED[run.patch];
    return (library && sdkFrame(run, library)) ?? [];
  })[0];
  const confounder = livekit ? livekitConfounder(versionOf(livekit)) : null;
  return confounder ? [confounder] : [];
}

/** Makes the names unique: two runs may have the same name. */
function namesOf(a: ComparableRun, b: ComparableRun): Comparison['names'] {
  return a.name === b.name ? { a: `${a.name} (A)`, b: `${b.name} (B)` } : { a: a.name, b: b.name };
}

export function flagCaveats(name: string, { flags }: ComparableRun): string[] {
  return flags.map((flag) => `“${name}” can’t be a baseline. ${FLAG_TEXTS[flag].why}`);
}

type Figures = Comparison['figures'];

function conclude(names: Comparison['names'], subject: Subject | null, { a, b }: Figures): string {
  if (!subject) return 'Nothing was published in either run, so there is nothing to compare.';
  const [perPublishA, perPublishB] = [a.perPublish.transceivers, b.perPublish.transceivers];
  if (perPublishA === null || perPublishB === null) {
    const tooShort = perPublishA === null ? names.a : names.b;
    return `Too few to compare: at least two ${countOf(2, subject).slice(2)} are needed in each run, and “${tooShort}” has fewer.`;
  }
  const growth =
    perPublishA === perPublishB
      ? `Each further ${subject} ${addsText(a)} in both runs.`
      : `Each further ${subject} ${addsText(a)} in “${names.a}” and ${addsText(b)} in “${names.b}”.`;
  return [growth, frameText(names, subject, { a, b }), readingsSentence(names, a.readings, b.readings)]
    .filter(Boolean)
    .join(' ');
}

export function addsText({ perPublish: { transceivers, idle } }: RunFigures): string {
  if (transceivers === null) return UNKNOWN_CELL;
  if (Math.abs(transceivers) < 0.005) return 'adds no transceiver';
  const cost = idle && idle.high > 0.5 ? ` and ≈ ${formatAbout(idle)} of idle encoders (estimate)` : '';
  return `adds ${decimal(transceivers)} transceiver${transceivers === 1 ? '' : 's'}${cost}`;
}

function frameText(names: Comparison['names'], subject: Subject, { a, b }: Figures): string {
  if (a.noFrame.yes === b.noFrame.yes) return '';
  const [name, worse] = a.noFrame.yes > b.noFrame.yes ? [names.a, a] : [names.b, b];
  const counted = `${worse.noFrame.yes} of ${countOf(worse.facts.length, subject)}`;
  return `In “${name}” ${counted} encoded no frame within 5 s.`;
}

/** A sentence on the readings; empty if their difference is within the spread of one run's readings. */
export function readingsSentence(names: Comparison['names'], a: readonly number[], b: readonly number[]): string {
  if (a.length < 2 || b.length < 2) return '';
  const difference = median(a)! - median(b)!;
  const spread = Math.max(spreadOf(a), spreadOf(b));
  if (Math.abs(difference) <= spread) return '';
  const [more, less] = difference > 0 ? [names.a, names.b] : [names.b, names.a];
  return `By the task manager “${more}” holds ${integer(Math.abs(difference))} MB more than “${less}” (readings differ by up to ${integer(spread)} MB).`;
}
