import { useState } from 'preact/hooks';

/** Which lines of a virtual list are open, by key: a line that scrolls out of view forgets nothing. */
export function useOpenLines() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  function toggle(key: string, isOpen: boolean): void {
    const next = new Set(open);
    if (isOpen) next.add(key);
    else next.delete(key);
    setOpen(next);
  }
  return { open, toggle };
}
