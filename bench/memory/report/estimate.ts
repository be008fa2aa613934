import type { FirefoxFacts } from '../../../core/estimate/coefficients/firefox';
import { estimateOf } from '../../../core/estimate/memory';
import type { SourceType, TransceiverState } from '../../../protocol/state';
import type { CellResult } from '../measure-cell';

/**
 * The cell's last unpublished transceiver as the panel would know it, so that the panel's own code
 * estimates it.
 */
export function transceiverOf({
  cell,
  layers,
  browser,
}: Pick<CellResult, 'cell' | 'layers' | 'browser'>): TransceiverState & {
  firefox?: FirefoxFacts;
  lastSource?: SourceType;
} {
  const kind = cell.source === 'microphone' ? 'audio' : 'video';
  return {
    id: 1,
    connection: 1,
    index: 0,
    mid: '0',
    kind,
    direction: 'inactive',
    currentDirection: 'inactive',
    phase: 'idle',
    track: null,
    receiverTrack: { id: '', readyState: 'live', muted: true },
    streams: cell.publish ? ['a'] : [],
    encodings: [],
    codecPreferences: null,
    madeBy: cell.publish ?? 'addTransceiver',
    madeAt: 0,
    madeStack: null,
    lastSentAt: 1,
    released: true,
    idleSince: 1,
    lastSize: null,
    reused: 0,
    downscaled: null,
    stats: { at: 0, layers },
    ...(browser.startsWith('Firefox') ? { firefox: { source: cell.source } } : { lastSource: cell.source }),
  };
}

/** The panel's estimate of one unpublished sender of the cell, MiB: its range and the middle of it. */
export function estimateCell(result: CellResult): { low: number; middle: number; high: number } | null {
  const estimate = estimateOf(transceiverOf(result));
  if (estimate.state !== 'known') return null;
  const { low, high } = estimate;
  return { low, middle: (low + high) / 2, high };
}
