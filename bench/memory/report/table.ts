import { plural } from '../../../core/text/format';
import type { Report, ReportCell } from './memory-report';

export const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)} %`;

function markdownRow(cell: ReportCell): string {
  const { measuredMiB, interval, estimatedMiB, errorPct, unusable } = cell;
  const how = [cell.source, cell.contentHint || 'no hint', cell.simulcast && 'simulcast'];
  const frames = cell.frames > 10 && `${cell.frames} frames`;
  const scaled = cell.scaledBy > 1 && `scaled by ${cell.scaledBy}`;
  const downscaled = cell.downscaled && 'downscaled';
  const added = cell.publish && `${cell.publish} with its stream`;
  const ended = cell.unpublish === 'inactive' && 'track ended';
  // What holds little is told to the hundredth.
  const digits = cell.measures || cell.codec === 'opus' || cell.downscaled ? 2 : 1;
  const columns = [
    cell.name,
    [cell.codec, cell.mode].filter(Boolean).join(' '),
    [cell.measures, ...how, added, ended, scaled, frames, downscaled].filter(Boolean).join(', '),
    unusable ? `unusable: ${unusable}` : (measuredMiB?.toFixed(digits) ?? 'unknown'),
    interval && !unusable ? `${interval.low.toFixed(digits)}-${interval.high.toFixed(digits)}` : '',
    estimatedMiB?.toFixed(1) ?? '',
    errorPct === null ? '' : signed(errorPct),
    cell.heldOut ? 'held out' : errorPct === null ? '' : 'fit',
  ];
  return `| ${columns.join(' | ')} |`;
}

/** The report's cells as a Markdown table, and a line with the held-out errors. */
export function toMarkdown(report: Report): string {
  const head = ['Cell', 'Codec', 'Source, contentHint', 'Measured, MiB', '95 %', 'Estimate, MiB', 'Error', 'Used for'];
  const lines = [head.join(' | '), head.map((_, i) => (i > 2 && i < 7 ? '--:' : '---')).join(' | ')];
  const { chromium, os, cores, date, heldOutCells, medianAbsErrorPct, p90AbsErrorPct } = report;
  const errors =
    medianAbsErrorPct === null
      ? 'No held-out cell was measured.'
      : `Held-out cells (${heldOutCells}): median error ${medianAbsErrorPct.toFixed(1)} %, 90 % within ${p90AbsErrorPct!.toFixed(1)} %.`;
  return [
    ...lines.map((line) => `| ${line} |`),
    ...report.cells.map(markdownRow),
    '',
    `${chromium} on ${os}, ${plural(cores, 'core')}, ${date}. ${errors}`,
  ].join('\n');
}
