import * as v from 'valibot';
import { amount, finite, list, long, oneOf, orNull, short } from '../../../protocol/schema/parts';
import { patch } from '../../../protocol/schema/state';
import { BOUNDS } from './bounds';

/** What a recording holds beside its documents. The types are in ../types.ts. */

export const environment = v.object({
  /** Version of this extension; null for a file that it did not write. */
  inspector: orNull(short),
  userAgent: orNull(short),
  /** `Linux`, `macOS`, `Windows`, …, as the browser names it. */
  platform: orNull(short),
  /** navigator.deviceMemory in GiB: rounded and capped by the browser. */
  deviceMemoryGiB: orNull(amount),
  /** navigator.hardwareConcurrency. */
  cores: orNull(amount),
});

export const reading = v.object({
  /** Epoch ms of the input. */
  at: finite,
  /** 1024-based, as in the task manager. */
  mib: amount,
  /** The user's input. */
  typed: short,
  /** The user's note; may be empty. */
  note: long,
  /** performance.memory.usedJSHeapSize of the page at that time; null if unknown. */
  jsHeapBytes: orNull(amount),
});

export const checkVerdict = oneOf('PASS', 'FAIL', 'INCONCLUSIVE');

export const check = v.object({
  at: finite,
  verdict: checkVerdict,
  /** The rule as a sentence, with its numbers. */
  rule: long,
  /** One sentence per failure, or per missing piece of data. */
  reasons: list(long, BOUNDS.reasons),
});

export const runFlag = oneOf('patched-before', 'patch-changed', 'frames-differ', 'altered-by-hand', 'incomplete');

export const run = v.object({
  id: short,
  name: short,
  /** Epoch ms; `to` is null while the run is recorded. */
  from: finite,
  to: orNull(finite),
  /** The patch in force when it began. */
  patch,
  flags: list(runFlag, 5),
  check: orNull(check),
  /** Ids of the documents that existed during the run. */
  documents: list(short, BOUNDS.documents),
});
