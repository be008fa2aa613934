/**
 * What a recording holds beside its documents. The types are inferred from the schemas in
 * schema/runs.ts, which describe each member.
 */
import type { InferOutput } from 'valibot';
import type * as schema from './schema/runs';

/** The browser and machine that a recording was made on; null is unknown. */
export type Environment = InferOutput<typeof schema.environment>;

/** The page renderer's memory as the user read it in Chrome's task manager. */
export type Reading = InferOutput<typeof schema.reading>;

/**
 * Why a run can't be the baseline of an A/B comparison.
 * `patched-before`: a document had published under a patch before the run began.
 * `patch-changed`: the patch was switched during the run (an intervention, not A/B).
 * `frames-differ`: not all documents had the same patch.
 * `altered-by-hand`: idle encoders were downscaled by the button.
 * `incomplete`: log entries since the beginning of the run were dropped.
 */
export type RunFlag = InferOutput<typeof schema.runFlag>;

export type CheckVerdict = InferOutput<typeof schema.checkVerdict>;

/** The result of the acceptance check of one run. */
export type CheckResult = InferOutput<typeof schema.check>;

/** A named span of time over documents. Comparisons and reports are made from runs. */
export type RunInfo = InferOutput<typeof schema.run>;
