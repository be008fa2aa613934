import type { Patch } from '../../protocol/state';

/** The browser and machine that a run was recorded on; null is unknown. */
export interface Environment {
  /** Of this extension; null for a file that it did not write. */
  inspector: string | null;
  userAgent: string | null;
  /** `Linux`, `macOS`, `Windows`, …, as the browser names it. */
  platform: string | null;
  /** navigator.deviceMemory in GiB: rounded and capped by the browser. */
  deviceMemoryGiB: number | null;
  /** navigator.hardwareConcurrency. */
  cores: number | null;
}

/** The page renderer's memory as its user read it off Chrome's task manager. */
export interface Reading {
  /** Epoch ms, when it was typed in. */
  at: number;
  /** 1024-based, as the task manager's. */
  mib: number;
  /** As it was typed. */
  typed: string;
  /** What the user wrote beside it; empty for nothing. */
  note: string;
  /** performance.memory.usedJSHeapSize of the page at that time; null where it was not known. */
  jsHeapBytes: number | null;
}

/**
 * Why a run can't be the baseline of an A/B comparison.
 * `patched-before`: its patch was in force in a document before the run began.
 * `patch-changed`: it was switched in the run (an intervention, not A/B).
 * `frames-differ`: not all documents had the same patch.
 * `altered-by-hand`: idle encoders were downscaled by the button.
 * `incomplete`: the log no longer holds everything from the run's beginning.
 */
export type RunFlag = 'patched-before' | 'patch-changed' | 'frames-differ' | 'altered-by-hand' | 'incomplete';

export type CheckVerdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

/** The acceptance check over one run, as it came out when it was asked for. */
export interface CheckResult {
  at: number;
  verdict: CheckVerdict;
  /** Written out, with its numbers in it. */
  rule: string;
  /** One sentence for each thing that failed, or that is missing to tell. */
  reasons: string[];
}

/** A named span of time over documents: what comparisons and reports are made of. */
export interface RunInfo {
  id: string;
  name: string;
  /** Epoch ms; `to` is null while it goes on. */
  from: number;
  to: number | null;
  /** In force when it began. */
  patch: Patch;
  flags: RunFlag[];
  check: CheckResult | null;
  /** Ids of the documents that lived in it. */
  documents: string[];
}
