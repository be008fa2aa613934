import { useEffect, useRef, useState } from 'preact/hooks';
import { diagnosticsText } from '../../../core/text/diagnostics';
import { useStore } from '../context';
import { copyText } from '../use/copy';
import { browserName, collectDiagnostics, fullBrowserName } from './collect';

/** Copies what whoever mends this tool wants to know, and nothing that tells of the page. */
export function CopyDiagnostics() {
  const store = useStore();
  const [copied, setCopied] = useState(false);
  // Asked for beforehand: what is copied has to be there in the turn of the click.
  const browser = useRef(browserName());
  useEffect(() => {
    fullBrowserName().then(
      (name) => (browser.current = name),
      () => {},
    );
  }, []);
  return (
    <button
      type="button"
      class="button small"
      title="Versions, counts and errors of this tool as text: no addresses, labels or other text of the page"
      onClick={() => setCopied(copyText(diagnosticsText(collectDiagnostics(store, browser.current))))}
    >
      Copy diagnostics
      <span role="status">{copied ? '(copied)' : ''}</span>
    </button>
  );
}
