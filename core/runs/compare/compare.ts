import { versionOf } from '../../callsite/stack';
import { formatAbout } from '../../estimate/totals';
import { countOf, type Subject } from '../../history/subject';
import { median, percentile } from '../../lists/statistics';
import { EVIDENCE_NOTICE, PATCH_NOTICE } from '../../patches/notices';
import { CONFOUNDED, livekitConfounder } from '../../patches/patches';
import { bytes, integer, kilobits, milliseconds } from '../../text/format';
import { checkAcceptance } from '../acceptance';
import { FLAG_TEXTS } from '../flags';
import { scenarioDifferences } from '../scenario';
import { type ComparableRun, figuresOf, type RunFigures, type Sample, sdkFrame, subjectToCompare } from './run-figures';

export type Evidence = 'counted' | 'measured' | 'estimate';

export interface ComparisonRow {
  label: string;
  evidence: Evidence;
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
  rows: ComparisonRow[];
  /** Why the runs are not an A/B pair: flags, and differences between the scenarios. */
  caveats: string[];
  /** Notices for every reader. */
  notes: string[];
}

const UNKNOWN_CELL = 'unknown';

/** Compares two runs. @param now end of a run that is still recorded, epoch ms */
export function compareRuns(a: ComparableRun, b: ComparableRun, now: number): Comparison {
  const subject = subjectToCompare([a, b]);
  const figures = { a: figuresOf(a, subject, now), b: figuresOf(b, subject, now) };
  const names = namesOf(a, b);
  return {
    names,
    subject,
    figures,
    conclusion: conclude(names, subject, figures),
    rows: [checkRow(a, b, now), ...rowsOf(subject, figures)],
    caveats: [
      ...flagCaveats(names.a, a),
      ...flagCaveats(names.b, b),
      ...scenarioDifferences(names, subject, figures),
      ...confounders(a, b),
    ],
    notes: [EVIDENCE_NOTICE, PATCH_NOTICE],
  };
}

function confounders(a: ComparableRun, b: ComparableRun): string[] {
  if (a.patch === b.patch) return [];
  const livekit = [a, b].flatMap((run) => {
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

function flagCaveats(name: string, { flags }: ComparableRun): string[] {
  return flags.map((flag) => `“${name}” can’t be a baseline. ${FLAG_TEXTS[flag].why}`);
}

/** PASS or FAIL of each run, by the rule that the list of runs states. */
function checkRow(a: ComparableRun, b: ComparableRun, now: number): ComparisonRow {
  const [one, other] = [a, b].map((run) => checkAcceptance({ ...run, now }).verdict);
  return { label: 'Acceptance check', evidence: 'counted', a: one!, b: other! };
}

type Figures = Comparison['figures'];

function rowsOf(subject: Subject | null, { a, b }: Figures): ComparisonRow[] {
  const row = (label: string, evidence: Evidence, write: (figures: RunFigures) => string): ComparisonRow => ({
    label,
    evidence,
    a: write(a),
    b: write(b),
  });
  const noun = subject ?? 'publish';
  const kind = subject === 'microphone publish' || subject === 'audio publish' ? 'Audio' : 'Video';
  return [
    row(subject ? capital(countOf(2, subject).slice(2)) : 'Publishes', 'counted', ({ facts }) => integer(facts.length)),
    row(`Transceivers per further ${noun}`, 'counted', ({ perPublish }) => signed(perPublish.transceivers, decimal)),
    row(`m-lines per further ${noun}`, 'counted', ({ perPublish }) => signed(perPublish.mLines, decimal)),
    row(`SDP per further ${noun}`, 'counted', ({ perPublish }) => signed(perPublish.sdpBytes, bytes)),
    row(`Idle encoders per further ${noun}`, 'estimate', ({ perPublish }) => rangeText(perPublish.idle)),
    row(`${kind} transceivers during the last ${noun}`, 'counted', ({ points }) =>
      textOrUnknown(points.at(-1)?.transceivers, integer),
    ),
    row(`Idle encoders during the last ${noun}`, 'estimate', ({ points }) => rangeText(points.at(-1)?.idleEncoders)),
    row('Negotiation, median', 'measured', ({ negotiationMs }) => textOrUnknown(median(negotiationMs), milliseconds)),
    row('Negotiation, 95th percentile', 'measured', ({ negotiationMs }) =>
      textOrUnknown(percentile(negotiationMs, 0.95), milliseconds),
    ),
    row('No frame within 5 s', 'measured', noFrameText),
    row('Publish to first encoded frame, median', 'measured', firstFrameText),
    row('Frame size', 'measured', ({ sizes }) => sizes.join(', ') || UNKNOWN_CELL),
    row('Frames per second after 5 s, median', 'measured', ({ fps }) => sampleText(fps, decimal)),
    row('kbit/s after 5 s, median', 'measured', ({ kbps }) => sampleText(kbps, kilobits)),
    row('Task manager readings', 'measured', ({ readings }) => readingsText(readings)),
    row('Refused by the patch', 'counted', ({ refusals }) =>
      refusals.length === 0 ? 'none' : refusals.map(([reason, count]) => `${count}× ${reason}`).join(', '),
    ),
  ];
}

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

function addsText({ perPublish: { transceivers, idle } }: RunFigures): string {
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

const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

function noFrameText({ noFrame: { yes, no, unknown } }: RunFigures): string {
  if (yes + no === 0) return UNKNOWN_CELL;
  return `${yes} of ${yes + no}${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

function firstFrameText({ firstFrameMs }: RunFigures): string {
  const { within } = firstFrameMs;
  if (within === null) return UNKNOWN_CELL;
  return `≤ ${sampleText(firstFrameMs, milliseconds)}, samples ${milliseconds(within)} apart`;
}

function readingsText(readings: readonly number[]): string {
  if (readings.length === 0) return 'none';
  const value = `${integer(median(readings)!)} MB`;
  return readings.length === 1
    ? `${value} (one reading)`
    : `${value} (${readings.length}, ± ${integer(spreadOf(readings) / 2)} MB)`;
}

function sampleText({ values, unknown }: Sample, write: (value: number) => string): string {
  const middle = median(values);
  if (middle === null) return UNKNOWN_CELL;
  return `${write(middle)}${unknown > 0 ? ` (${unknown} unknown)` : ''}`;
}

function textOrUnknown(value: number | null | undefined, write: (value: number) => string): string {
  return value === null || value === undefined ? UNKNOWN_CELL : write(value);
}

function signed(value: number | null, write: (value: number) => string): string {
  if (value === null) return UNKNOWN_CELL;
  return `${value > 0 ? '+' : value < 0 ? '-' : ''}${write(Math.abs(value))}`;
}

function rangeText(range: { low: number; high: number } | null | undefined): string {
  return range ? `≈ ${formatAbout({ low: Math.max(0, range.low), high: Math.max(0, range.high) })}` : UNKNOWN_CELL;
}

const decimal = (value: number) => String(Math.round(value * 100) / 100);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
