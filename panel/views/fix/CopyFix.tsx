import type { Finding } from '../../../core/findings/finding';
import { fixText } from '../../../core/incident/fix-text';
import { useStore } from '../context';
import { CopyText } from '../parts/CopyText';

/** Copies the change to make in the code. */
export function CopyFix({ finding }: { finding: Finding }) {
  const { settings } = useStore();
  return (
    <CopyText
      label="Copy fix"
      title="Copy the change to make in the code"
      text={() => fixText(finding, settings.copyOwnNames.value)}
    />
  );
}
