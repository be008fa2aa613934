import { percentile } from '../../../core/lists/statistics';
import type { Machine } from '../../lib/machine';
import type { Cell } from '../cells';
import type { CellResult } from '../measure-cell';
import { estimateCell } from './estimate';
import { errorOf } from './fit';

/** One cell in the results file. Null is unknown. */
export interface ReportCell {
  name: string;
  codec: string;
  /** scalabilityMode as asked for; empty: the browser's choice. */
  mode: string;
  size: string;
  source: Cell['source'];
  picture: Cell['picture'];
  /** The track's contentHint; empty for none. */
  contentHint: string;
  simulcast: boolean;
  scaledBy: number;
  /** Downscaled after the unpublish. */
  downscaled?: true;
  /** Encoded before the unpublish, at least. */
  frames: number;
  /** Published by addTrack() with its stream; absent: by addTransceiver(). */
  publish?: 'addTrack';
  /** Its figure is the receiver's. */
  measures?: 'receiver';
  /** How it was unpublished, where not by direction and removeTrack(). */
  unpublish?: Cell['unpublish'];
  /** Why its figures do not count; null where they do. */
  unusable: string | null;
  /** Per unpublished sender, in the publisher's renderer process; or per dead receiver, in the receiver's. */
  measuredMiB: number | null;
  interval: CellResult['interval'];
  /** By the panel's own code; the middle of its range. */
  estimatedMiB: number | null;
  estimatedRange: { low: number; high: number } | null;
  errorPct: number | null;
  /** The fit did not use it. */
  heldOut: boolean;
  /** Per dead receiving transceiver, in the receiver's renderer process. */
  receiverMiB: number | null;
  method: string | null;
  encoded: string[];
  /** Cycle by cycle, after the unpublish. */
  readings: { publisherMiB: (number | null)[]; receiverMiB: (number | null)[]; good: boolean[] };
}

/** What `--json` holds. */
export interface Report {
  chromium: string;
  os: string;
  cores: number;
  date: string;
  cells: ReportCell[];
  heldOutCells: number;
  /** Of the held-out cells; null without one. */
  medianAbsErrorPct: number | null;
  p90AbsErrorPct: number | null;
}

const rounded = (value: number | null, digits: number) =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;

function reportCell(result: CellResult): ReportCell {
  const { cell, unusable, measuredMiB } = result;
  const estimate = cell.role === 'row' ? null : estimateCell(result);
  const compared = !unusable && measuredMiB !== null && estimate;
  return {
    name: cell.name,
    codec: cell.source === 'microphone' ? 'opus' : cell.codec,
    mode: cell.mode,
    size: cell.source === 'microphone' ? 'audio' : `${cell.size}p`,
    source: cell.source,
    picture: cell.picture,
    contentHint: cell.hint === 'picture' ? cell.picture : cell.hint === 'none' ? '' : cell.hint,
    simulcast: cell.simulcast,
    scaledBy: cell.scaleBy,
    ...(cell.unpublish.endsWith('downscale') ? { downscaled: true as const } : {}),
    frames: cell.frames,
    ...(cell.publish ? { publish: cell.publish } : {}),
    ...(cell.measures ? { measures: cell.measures } : {}),
    ...(cell.unpublish.startsWith('inactive+removeTrack') ? {} : { unpublish: cell.unpublish }),
    unusable,
    measuredMiB,
    interval: result.interval,
    estimatedMiB: estimate && rounded(estimate.middle, 2),
    estimatedRange: estimate && { low: rounded(estimate.low, 2)!, high: rounded(estimate.high, 2)! },
    errorPct: compared ? rounded(errorOf(estimate.middle, measuredMiB) * 100, 1) : null,
    heldOut: cell.role === 'held-out',
    receiverMiB: result.receiverMiB,
    method: result.method,
    encoded: result.layers.map(({ rid, width, height, codec, scalabilityMode, contentType }) =>
      [rid, `${width}x${height}`, codec, scalabilityMode, contentType].filter(Boolean).join(' '),
    ),
    readings: {
      publisherMiB: result.cycles.map(({ publisherMiB }) => rounded(publisherMiB, 1)),
      receiverMiB: result.cycles.map(({ receiverMiB }) => rounded(receiverMiB, 1)),
      good: result.cycles.map(({ good }) => good),
    },
  };
}

/** How far the estimates are off on the held-out cells. */
export function heldOutErrors(
  cells: readonly Pick<ReportCell, 'heldOut' | 'errorPct'>[],
): Pick<Report, 'heldOutCells' | 'medianAbsErrorPct' | 'p90AbsErrorPct'> {
  const errors = cells.flatMap(({ heldOut, errorPct }) => (heldOut && errorPct !== null ? [Math.abs(errorPct)] : []));
  return {
    heldOutCells: errors.length,
    medianAbsErrorPct: percentile(errors, 0.5),
    p90AbsErrorPct: percentile(errors, 0.9),
  };
}

/** All results with the estimates of the coefficients in force, and how far these are off on the held-out cells. */
export function makeReport(results: CellResult[], browser: string, { os, cores, date }: Machine): Report {
  const cells = results.map(reportCell);
  return { chromium: browser, os, cores, date, cells, ...heldOutErrors(cells) };
}
