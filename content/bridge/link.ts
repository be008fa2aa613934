import { ASK, GIVE, WATCHED } from '../handover';
import type { FromBridge, FromHook } from '../hook/link';

/**
 * Gives the hook one end of a MessageChannel, with the patch that it shall start under as a string
 * that is readable across the worlds at once. `isWatched` answers the hook's question whether a panel looks.
 * @returns the function that posts to the hook.
 */
export function linkToHook(
  patch: string,
  isWatched: () => boolean,
  onMessage: (message: FromHook) => void,
): (message: FromBridge) => void {
  const channel = new MessageChannel();
  channel.port1.onmessage = (event) => onMessage(event.data);
  channel.port2.addEventListener(WATCHED, (event) => {
    if (isWatched()) event.preventDefault();
  });
  const give = () => {
    const taken = !dispatchEvent(
      new MessageEvent(GIVE, { ports: [channel.port2], lastEventId: patch, cancelable: true }),
    );
    // Of two copies of the extension another bridge may have been first: the next hook asks again.
    if (taken) removeEventListener(ASK, give, { capture: true });
    return taken;
  };
  if (!give()) {
    addEventListener(ASK, give, { capture: true });
    // Both scripts run before the page's first one; whatever asks later is not the hook.
    setTimeout(() => removeEventListener(ASK, give, { capture: true }), 0);
  }
  return (message) => channel.port1.postMessage(message);
}
