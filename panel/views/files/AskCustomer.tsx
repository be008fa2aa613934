import { useState } from 'preact/hooks';
import { ASK_CUSTOMER } from '../../recording/dump/ask';
import { Disclosure } from '../focus/Disclosure';
import { copyText } from '../parts/copy';

/** The steps that make a dump tell the whole story, to be sent to whoever has the problem. */
export function AskCustomer() {
  const [copied, setCopied] = useState(false);
  return (
    <Disclosure class="ask" summary="Ask the customer">
      <button type="button" class="button small" onClick={() => setCopied(copyText(ASK_CUSTOMER))}>
        Copy these steps
      </button>{' '}
      <span role="status">{copied ? 'Copied.' : ''}</span>
      <pre>{ASK_CUSTOMER}</pre>
    </Disclosure>
  );
}
