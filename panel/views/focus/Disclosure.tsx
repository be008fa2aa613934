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
    // The innermost around the focus: its toggle event may still be on its way when Escape comes to the outer one.
    const focused = document.activeElement?.closest<HTMLDetailsElement>('details[open]');
    const innermost = focused && details.current!.contains(focused) ? focused : details.current!;
    // What is hidden can't keep the focus.
    if (innermost.contains(document.activeElement)) innermost.querySelector('summary')!.focus();
    innermost.open = false;
  }
  useEscape(details, close, { open });
  return (
    <details class={name} ref={details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
