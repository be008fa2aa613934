import { useState } from 'preact/hooks';
import { copyText } from '../parts/copy';

/** The steps that make a file tell the whole story, to be sent to whoever has the problem. */
export function AskCustomer({ advice }: { advice: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <details class="ask">
      <summary>Ask the customer</summary>
      <button type="button" class="button small" onClick={() => setCopied(copyText(advice))}>
        Copy these steps
      </button>{' '}
      <span role="status">{copied ? 'Copied.' : ''}</span>
      <pre>{advice}</pre>
    </details>
  );
}
