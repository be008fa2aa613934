import { useState } from 'preact/hooks';
import type { Report } from '../../../core/report/write';
import { useStore } from '../context';
import { copyText } from '../use/copy';

interface CopyButtonProps {
  /** Made when it is asked for; `own`: with names and URLs of the page. */
  report(own: boolean): Report;
  /** What is copied, for the tooltip: `the comparison`. */
  what: string;
  label?: string;
}

/** Copies a report as text and HTML, and says that it did. */
export function CopyButton({ report, what, label = 'Copy' }: CopyButtonProps) {
  const { settings } = useStore();
  const [copied, setCopied] = useState(false);
  function copy(): void {
    const { text, html } = report(settings.copyOwnNames.value);
    setCopied(copyText(text, html));
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <button type="button" class="button small" title={`Copy ${what} as text and HTML, for a tracker`} onClick={copy}>
      {copied ? 'Copied' : label}
      <span class="visually-hidden" role="status">
        {copied ? `Copied ${what}` : ''}
      </span>
    </button>
  );
}
