import { formatAbout } from '../../estimate/totals';
import { countOf, type Subject } from '../../history/subject';
import { median, percentile } from '../../lists/statistics';
import { bytes, integer, kilobits, milliseconds } from '../../text/format';
import type { RunFigures, Sample } from './run-figures';

export type Evidence = 'counted' | 'measured' | 'estimate';

/** One figure of a run: what it is called, how it is known, and how it is written. */
export interface FigureRow {
  label: string;
  evidence: Evidence;
  write(figures: RunFigures): string;
}

export const UNKNOWN_CELL = 'unknown';

/** The figures of a comparison, in the order of its table. */
export function figureRows(subject: Subject | null): FigureRow[] {
  const noun = subject ?? 'publish';
  const kind = kindOf(subject);
  const row = (label: string, evidence: Evidence, write: FigureRow['write']): FigureRow => ({ label, evidence, write });
  return [
    row(subject ? capital(countOf(2, subject).slice(2)) : 'Publishes', 'counted', ({ facts }) => integer(facts.length)),
    row(`${kind} transceivers per further ${noun}`, 'counted', ({ perPublish }) =>
      signed(perPublish.transceivers, decimal),
    ),
    row(`m-lines per further ${noun}`, 'counted', ({ perPublish }) => signed(perPublish.mLines, decimal)),
    row(`SDP per further ${noun}`, 'counted', ({ perPublish }) => signed(perPublish.sdpBytes, bytes)),
    row(`Idle encoders per further ${noun}`, 'estimate', ({ perPublish }) => rangeText(perPublish.idle)),
    row(`${kind} transceivers during the last ${noun}`, 'counted', ({ points }) =>
      textOrUnknown(points.at(-1)?.transceivers, integer),
    ),
    row(`Idle encoders during the last ${noun}`, 'estimate', ({ points }) => rangeText(points.at(-1)?.idleEncoders)),
    row(`${kind} transceivers after the last stop`, 'counted', ({ after }) =>
      textOrUnknown(after?.transceivers, integer),
    ),
    row(`Idle ${kind.toLowerCase()} transceivers after the last stop`, 'counted', ({ after }) =>
      textOrUnknown(after?.idle, integer),
    ),
    row('Idle encoders after the last stop', 'estimate', ({ after }) => rangeText(after?.idleEncoders)),
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

const kindOf = (subject: Subject | null) =>
  subject === 'microphone publish' || subject === 'audio publish' ? 'Audio' : 'Video';

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
  if (!range) return UNKNOWN_CELL;
  const text = formatAbout({ low: Math.max(0, range.low), high: Math.max(0, range.high) });
  return /^[0<] /.test(text) ? text : `≈ ${text}`;
}

export const decimal = (value: number) => String(Math.round(value * 100) / 100);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
