import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useEscape } from './useClosable';

interface DisclosureProps {
  class: string;
  summary: string;
  children: ComponentChildren;
}

/** More about something, below its name; Escape hides it again. */
export function Disclosure({ class: name, summary, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  function close(): void {
    // What is hidden can't keep the focus.
    if (details.current!.contains(document.activeElement)) details.current!.querySelector('summary')!.focus();
    details.current!.open = false;
  }
  useEscape(details, close, { open });
  return (
    <details class={name} ref={details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
