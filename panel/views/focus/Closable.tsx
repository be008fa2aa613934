import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useClosable } from './useClosable';

/** Around something that is there only while it is open: Escape closes it, and the focus goes back. */
export function Closable({ onClose, children }: { onClose(): void; children: ComponentChildren }) {
  const around = useRef<HTMLDivElement>(null);
  useClosable(around, onClose);
  return (
    <div class="closable" ref={around}>
      {children}
    </div>
  );
}
