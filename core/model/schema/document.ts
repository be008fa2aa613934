import * as v from 'valibot';
import { LIMITS } from '../../../protocol/limits';
import { logEntry } from '../../../protocol/schema/log';
import { documentInfo, errors } from '../../../protocol/schema/messages';
import { amount, count, finite, list, long, orNull, short, text } from '../../../protocol/schema/parts';
import { capture, captureTally, connection, patch, transceiver } from '../../../protocol/schema/state';
import { BOUNDS } from './bounds';
import { history } from './history';

/** A column of a series. Checked in one loop, because there may be millions of numbers. */
function column<T extends number | null>(nullable: boolean) {
  const item = nullable ? { type: ['number', 'null'] } : { type: 'number' };
  const check = (input: unknown) => {
    if (!Array.isArray(input) || input.length > BOUNDS.points) return false;
    for (const each of input) if (typeof each !== 'number' && !(nullable && each === null)) return false;
    return true;
  };
  const json = { type: 'array', maxItems: BOUNDS.points, items: item };
  const message = `must be a list of at most ${BOUNDS.points} numbers${nullable ? ' or nulls' : ''}`;
  return Object.assign(v.custom<T[]>(check, message), { json });
}

export const series = v.object({
  transceiver: count,
  rid: orNull(short),
  ssrc: orNull(count),
  /** Epoch ms that `at` counts from. */
  from: finite,
  /** Before this time at least every other point was dropped to keep a bound; null if none was. */
  thinnedBefore: orNull(finite),
  at: column<number>(false),
  bytesSent: column<number | null>(true),
  framesEncoded: column<number | null>(true),
  /** Pixels. */
  width: column<number | null>(true),
  height: column<number | null>(true),
  /** Frames per second, rounded; at most 254. */
  fps: column<number | null>(true),
});

export const document = v.object({
  info: documentInfo,
  /** When and why it became unreachable; null if it was still there. */
  gone: orNull(v.object({ at: finite, why: long })),
  patch,
  patchSince: orNull(finite),
  connections: list(connection, LIMITS.connections),
  transceivers: list(transceiver, LIMITS.transceivers),
  /** kbit/s at the end, by transceiver. */
  kbps: list(v.strictTuple([count, orNull(amount)]), BOUNDS.stacks),
  errors,
  jsHeapBytes: orNull(amount),
  /** Live captures at the end. Absent in older recordings. */
  captures: v.optional(list(capture, LIMITS.captures)),
  /** All causes of captures. Absent in older recordings. */
  captureTallies: v.optional(list(captureTally, LIMITS.tallies)),
  log: list(logEntry, LIMITS.logEntries),
  /** Number of log entries that were dropped. */
  droppedEntries: count,
  stacks: list(v.strictTuple([count, text(LIMITS.stackText)]), BOUNDS.stacks),
  /** What is special about the file that it came from, in sentences. Absent in older recordings. */
  notes: v.optional(list(long, BOUNDS.reasons)),
  history,
  series: list(series, BOUNDS.lines),
});
