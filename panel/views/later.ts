import { options } from 'preact';
import type { Transport } from '../transport/transport';

/** Longer than a frame at 60 Hz, in ms. */
const LATER_MS = 20;

const later = (render: () => void) => void setTimeout(render, LATER_MS);

/**
 * The same transport, but that what a message changed is rendered in a frame of its own: to check and
 * to keep 300 samples takes half a frame already. A whole state, which somebody waits for, is shown
 * at once, and so is what the user does: where `debounceRendering` is another than before, Preact
 * renders all that is due.
 */
export function shownLater(transport: Transport): Transport {
  return {
    ...transport,
    start: (handlers) =>
      transport.start({
        ...handlers,
        onMessage(link, message) {
          const before = options.debounceRendering;
          if (!isWhole(message)) options.debounceRendering = later;
          try {
            handlers.onMessage(link, message);
          } finally {
            options.debounceRendering = before;
          }
        },
      }),
  };
}

const isWhole = (message: unknown) =>
  typeof message === 'object' && message !== null && 'full' in message && message.full === true;
