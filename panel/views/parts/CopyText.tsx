import { useState } from 'preact/hooks';
import { copyText } from '../use/copy';

interface CopyTextProps {
  label: string;
  title: string;
  /** Made when it is asked for. */
  text(): string;
}

/** Copies plain text, and says that it did. */
export function CopyText({ label, title, text }: CopyTextProps) {
  const [copied, setCopied] = useState(false);
  function copy(): void {
    setCopied(copyText(text()));
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <button type="button" class="button small" title={title} onClick={copy}>
      {copied ? 'Copied' : label}
      <span class="visually-hidden" role="status">
        {copied ? `Copied: ${label}` : ''}
      </span>
    </button>
  );
}
