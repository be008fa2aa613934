import { useState } from 'preact/hooks';
import { Disclosure } from '../focus/Disclosure';
import { copyText } from '../use/copy';

/** The steps that make a file tell the whole story, to be sent to whoever has the problem. */
export function AskCustomer({ advice }: { advice: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Disclosure class="ask" summary="Instructions for the customer">
      <button type="button" class="button small" onClick={() => setCopied(copyText(advice))}>
        Copy these steps
      </button>{' '}
      <span role="status">{copied ? 'Copied.' : ''}</span>
      <pre>{advice}</pre>
    </Disclosure>
  );
}
