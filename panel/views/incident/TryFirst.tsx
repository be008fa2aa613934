import type { Incident } from '../../../core/incident/incident';
import { trialProgress } from '../../../core/incident/words';
import { PATCH_CHOICES, PATCH_LINES } from '../../../core/patches/patches';
import { useStore } from '../context';

/** The patch that fits: one click switches it on, then it counts what is still to be shared. */
export function TryFirst({ incident: { tryFirst, trial, past } }: { incident: Incident }) {
  const { patch, setPatch } = useStore();
  const progress = trialProgress(trial, patch.value);
  if (progress) {
    return (
      <span class="progress" role="status">
        Share again: {progress.done} of {progress.of}
      </span>
    );
  }
  if (patch.value !== 'none') {
    const half = trial.find((each) => each.patch === patch.value);
    const stops = past && half !== undefined && half.leftIdle < half.publishes;
    return stops ? <span class="progress">{PATCH_CHOICES[patch.value]} stops it: now fix the code</span> : null;
  }
  if (tryFirst === null || tryFirst === 'now') return null;
  return (
    <button type="button" class="button small primary" title={PATCH_LINES[tryFirst]} onClick={() => setPatch(tryFirst)}>
      Try {PATCH_CHOICES[tryFirst]}
    </button>
  );
}
