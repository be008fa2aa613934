import { useState } from 'preact/hooks';
import { Disclosure } from '../focus/Disclosure';
import { copyText } from '../use/copy';

interface AskCustomerProps {
  advice: string;
  summary?: string;
}

/** The steps that make a file tell the whole story, to be sent to whoever has the problem. */
export function AskCustomer({ advice, summary = 'Instructions for the customer' }: AskCustomerProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Disclosure class="ask" summary={summary}>
      <button type="button" class="button small" onClick={() => setCopied(copyText(advice))}>
        Copy these steps
      </button>{' '}
      <span role="status">{copied ? 'Copied.' : ''}</span>
      <pre>{advice}</pre>
    </Disclosure>
  );
}
