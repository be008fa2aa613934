import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useClosable } from '../focus/useClosable';
import { IconButton } from './Button';

interface DialogProps {
  title: string;
  /** It is closed: by its button, by Escape, by `close`, or since the view that it stands in went away. */
  onClose(): void;
  /** @param close closes it and gives the focus back to what had it before */
  children(close: () => void): ComponentChildren;
}

/** A modal dialog: the browser keeps the focus in it, and gives it back. Exists only while open. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  useClosable(dialog, close, { modal: true });
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label="Close" onClick={close} />
      </div>
      {children(close)}
    </dialog>
  );
}
