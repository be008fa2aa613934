import type { Patch } from '../../protocol/state';

/** The browser and machine that a recording was made on; null is unknown. */
export interface Environment {
  /** Version of this extension; null for a file that it did not write. */
  inspector: string | null;
  userAgent: string | null;
  /** `Linux`, `macOS`, `Windows`, …, as the browser names it. */
  platform: string | null;
  /** navigator.deviceMemory in GiB: rounded and capped by the browser. */
  deviceMemoryGiB: number | null;
  /** navigator.hardwareConcurrency. */
  cores: number | null;
}

/** The page renderer's memory as the user read it in Chrome's task manager. */
export interface Reading {
  /** Epoch ms of the input. */
  at: number;
  /** 1024-based, as in the task manager. */
  mib: number;
  /** The user's input. */
  typed: string;
  /** The user's note; may be empty. */
  note: string;
  /** performance.memory.usedJSHeapSize of the page at that time; null if unknown. */
  jsHeapBytes: number | null;
}

/**
 * Why a run can't be the baseline of an A/B comparison.
 * `patched-before`: a document had published under a patch before the run began.
 * `patch-changed`: the patch was switched during the run (an intervention, not A/B).
 * `frames-differ`: not all documents had the same patch.
 * `altered-by-hand`: idle encoders were downscaled by the button.
 * `incomplete`: log entries since the beginning of the run were dropped.
 */
export type RunFlag = 'patched-before' | 'patch-changed' | 'frames-differ' | 'altered-by-hand' | 'incomplete';

export type CheckVerdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

/** The result of the acceptance check of one run. */
export interface CheckResult {
  at: number;
  verdict: CheckVerdict;
  /** The rule as a sentence, with its numbers. */
  rule: string;
  /** One sentence per failure, or per missing piece of data. */
  reasons: string[];
}

/** A named span of time over documents. Comparisons and reports are made from runs. */
export interface RunInfo {
  id: string;
  name: string;
  /** Epoch ms; `to` is null while the run is recorded. */
  from: number;
  to: number | null;
  /** The patch in force when it began. */
  patch: Patch;
  flags: RunFlag[];
  check: CheckResult | null;
  /** Ids of the documents that existed during the run. */
  documents: string[];
}
