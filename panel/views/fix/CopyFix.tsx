import { useState } from 'preact/hooks';
import type { Finding } from '../../../core/findings/finding';
import { fixText } from '../../../core/incident/fix-text';
import { useStore } from '../context';
import { copyText } from '../use/copy';

/** Copies the change to make in the code. */
export function CopyFix({ finding }: { finding: Finding }) {
  const { settings } = useStore();
  const [copied, setCopied] = useState(false);
  function copy(): void {
    setCopied(copyText(fixText(finding, settings.copyOwnNames.value)));
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <button type="button" class="button small" title="Copy the change to make in the code" onClick={copy}>
      {copied ? 'Copied' : 'Copy fix'}
      <span class="visually-hidden" role="status">
        {copied ? 'Copied the fix' : ''}
      </span>
    </button>
  );
}
