import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

interface IconButtonProps {
  icon: IconName;
  /** Accessible name and tooltip. */
  label: string;
  onClick(): void;
  pressed?: boolean;
  expanded?: boolean;
  controls?: string;
  children?: ComponentChildren;
}

/** A toolbar button that shows an icon, as DevTools’ own do. */
export function IconButton({ icon, label, onClick, pressed, expanded, controls, children }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={expanded ? controls : undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}
