import { evidenceOf } from '../../../core/verdict/gather';
import { judge, type Verdict } from '../../../core/verdict/verdict';
import type { Run } from './runs';

/** The verdict over a run's span alone. Reads its documents' signals. */
export function verdictOf({ documents, from, to, patch }: Run): Verdict {
  return judge(
    documents.map((record) => {
      const evidence = evidenceOf(record.view, null, from);
      const steps = to === null ? evidence.steps : evidence.steps.filter(({ at }) => at < to);
      return { ...evidence, steps, patch, switchedAt: null };
    }),
  );
}
