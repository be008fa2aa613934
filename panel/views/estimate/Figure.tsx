import type { ComponentChildren } from 'preact';
import type { Explained } from '../../store/ui';
import { useStore } from '../context';

interface FigureProps extends Explained {
  /** How the figure is written. */
  children: ComponentChildren;
  /** Looks like a button instead of a link. */
  button?: boolean;
}

/** An estimate that opens to the formula it comes from. */
export function Figure({ title, estimates, children, button }: FigureProps) {
  const { explained } = useStore().ui;
  return (
    <button
      type="button"
      class={button ? 'button small' : 'link figure'}
      title="How this estimate is made"
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation();
        explained.value = { title, estimates };
      }}
    >
      {children}
    </button>
  );
}
