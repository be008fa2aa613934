import type { GlobalStored } from '../../../protocol/messages';
import { connections } from '../records';
import { find } from './lists';
import { setOwn } from './natives';

/**
 * Puts a transceiver on window as temp1, temp2, …, as DevTools' own "Store as global variable"
 * does. The one strong reference that this extension ever makes, on the user's order.
 */
export function storeAsGlobal(id: number): GlobalStored {
  let found: RTCRtpTransceiver | undefined;
  connections.forEach((record) => {
    found ??= find(record.transceivers, (each) => each.id === id)?.ref.deref();
  });
  if (!found) return { type: 'global', transceiver: id, name: null };
  let n = 1;
  while (`temp${n}` in window) n++;
  setOwn(window, `temp${n}`, found);
  return { type: 'global', transceiver: id, name: `temp${n}` };
}
