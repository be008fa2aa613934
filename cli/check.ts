import { checkAcceptance } from '../panel/analysis/acceptance';
import type { Recording } from '../panel/recording/data';
import type { CheckResult } from '../panel/recording/types';
import { DocumentRecord } from '../panel/store/document';

/** The acceptance check over all that a file holds, whatever runs were named in it. */
export function checkRun({ documents, savedAt, source }: Recording): CheckResult {
  const records = documents.map((data) => DocumentRecord.from(data, source));
  const from = Math.min(...documents.map(({ info }) => info.startedAt));
  const patch = documents.find((each) => each.patch !== 'none')?.patch ?? 'none';
  return checkAcceptance({ documents: records, patch, from, to: savedAt, now: savedAt });
}
