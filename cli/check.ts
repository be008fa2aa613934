import type { RecordingModel } from '../core/files/recording-model';
import { checkAcceptance } from '../panel/analysis/acceptance';
import type { CheckResult } from '../panel/recording/types';

/** The acceptance check over all that a file holds, whatever runs were named in it. */
export function checkRun({ documents, savedAt }: RecordingModel): CheckResult {
  const from = Math.min(...documents.map(({ info }) => info.startedAt));
  const patch = documents.find((each) => each.patch !== 'none')?.patch ?? 'none';
  return checkAcceptance({ documents, patch, from, to: savedAt, now: savedAt });
}
