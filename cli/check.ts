import type { RecordingModel } from '../core/files/format/recording-model';
import type { CheckResult } from '../core/model/types';
import { checkAcceptance } from '../core/runs/acceptance';

/** The acceptance check over all that a file holds, whatever runs were named in it. */
export function checkRun({ documents, savedAt }: RecordingModel): CheckResult {
  const from = Math.min(...documents.map(({ info }) => info.startedAt));
  const patch = documents.find((each) => each.patch !== 'none')?.patch ?? 'none';
  return checkAcceptance({ documents, patch, from, to: savedAt, now: savedAt });
}
