import type { GlobalStored } from '../../protocol/messages';
import { find } from './lists';
import { defineProperty } from './natives';
import { connections } from './records';

/**
 * Puts a transceiver on window as temp1, temp2, …, as DevTools' own "Store as global variable"
 * does. The one strong reference that this extension ever makes, on the user's order.
 */
export function storeAsGlobal(id: number): GlobalStored {
  let found: RTCRtpTransceiver | undefined;
  connections.forEach((record) => {
    const known = find(record.transceivers, (each) => each.id === id);
    if (known) found = known.ref.deref();
  });
  if (!found) return { type: 'global', transceiver: id, name: null };
  let n = 1;
  while (`temp${n}` in window) n++;
  defineProperty(window, `temp${n}`, { value: found, writable: true, configurable: true, enumerable: true });
  return { type: 'global', transceiver: id, name: `temp${n}` };
}
