import { useStore } from '../context';

/** Opens the guided comparison. */
export function PatchAndCompare() {
  const { asking } = useStore().ui;
  return (
    <button
      type="button"
      class="button small"
      title="Share and stop a few times, with and without a patch or on two builds, and see the difference"
      onClick={() => (asking.value = true)}
    >
      Compare…
    </button>
  );
}
