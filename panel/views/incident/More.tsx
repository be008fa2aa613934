import type { ComponentChildren } from 'preact';

/** What is shown below the incident. */
export type Shown = 'why' | 'fix' | 'findings' | null;

interface MoreProps {
  id: Exclude<Shown, null>;
  shown: Shown;
  onClick(): void;
  children: ComponentChildren;
}

/** Opens and closes one part below the incident. */
export function More({ id, shown, onClick, children }: MoreProps) {
  const open = shown === id;
  return (
    <button
      type="button"
      class="button small"
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
