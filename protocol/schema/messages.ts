import * as v from 'valibot';
import { LIMITS } from '../limits';
import { PROTOCOL_VERSION } from '../version';
import { logEntry } from './log';
import { amount, count, finite, flag, list, long, orNull, short, text } from './parts';
import { capture, captureTally, connection, patch, stats, transceiver } from './state';

/** The messages from a document to a panel. Their types are in ../messages.ts. */

export const documentInfo = v.object({
  /** Random, new for every document; a bfcache return keeps it. */
  id: short,
  url: long,
  top: flag,
  /** performance.timeOrigin, epoch ms. */
  startedAt: finite,
});

export const ownError = v.object({ at: finite, where: short, message: long, count });
export const errors = list(ownError, LIMITS.errors);

export const update = v.object({
  type: v.literal('update'),
  v: v.literal(PROTOCOL_VERSION),
  /** Increments by one; after a gap the panel requests a resync. */
  seq: count,
  full: flag,
  at: finite,
  doc: documentInfo,
  patch,
  /** When the patch in force began in this document; null with `none`. */
  patchSince: orNull(finite),
  connections: list(connection, LIMITS.connections),
  transceivers: list(transceiver, LIMITS.transceivers),
  /** New samples of transceivers, by id, with no other change. A hook from before an extension update sends none. */
  samples: v.optional(list(v.strictTuple([count, stats]), LIMITS.transceivers), []),
  /** All live captures, if they changed. */
  captures: v.optional(list(capture, LIMITS.captures)),
  /** All causes of captures, if they changed. */
  captureTallies: v.optional(list(captureTally, LIMITS.tallies)),
  log: list(logEntry, LIMITS.logEntries),
  /** Stacks not sent before: [index, V8 stack text]. */
  stacks: list(v.strictTuple([count, text(LIMITS.stackText)]), LIMITS.stacks),
  errors,
  /** performance.memory.usedJSHeapSize in bytes; null if the browser has none. */
  jsHeapBytes: orNull(amount),
});

export const globalStored = v.object({
  type: v.literal('global'),
  transceiver: count,
  /** The name on window, for example `temp1`; null if the transceiver is gone. */
  name: orNull(short),
});

export const fromDocument = v.variant('type', [update, globalStored]);
