import type { Command, GlobalStored, HookUpdate } from '../../protocol/messages';
import { ASK, GIVE, WATCHED } from '../handover';
import { guarded } from './base/guard';
import { call, getter, method } from './base/natives';
import { dispatch, listen, unlisten } from './events';

/** What the bridge says besides a panel's commands. */
export type FromBridge = Command | { type: 'unobserved' } | { type: 'unconfirmed' };
/** What the hook says besides updates: the first connection was created, or the first device captured. */
export type FromHook = HookUpdate | GlobalStored | { type: 'created' };

const NativeEvent = Event;
const stop = method(Event.prototype, 'stopImmediatePropagation');
const prevent = method(Event.prototype, 'preventDefault');
const postMessage = method(MessagePort.prototype, 'postMessage');
const start = method(MessagePort.prototype, 'start');
const portsOf = getter(MessageEvent.prototype, 'ports');
const dataOf = getter(MessageEvent.prototype, 'data');
const lastEventIdOf = getter(MessageEvent.prototype, 'lastEventId');

let port: MessagePort | undefined;
let handleUnwatched = () => {};

/**
 * Takes the port from the bridge. `begin` gets the patch that the document before this one left
 * (before any script of the page runs); `onMessage` gets each message; `onUnwatched` is called where
 * isWatched() finds that no panel looks any more.
 */
export function linkToBridge(
  begin: (patch: string) => void,
  onMessage: (message: FromBridge) => void,
  onUnwatched = handleUnwatched,
): (m: FromHook) => void {
  handleUnwatched = onUnwatched;
  const take = (event: Event) => {
    call(stop, event);
    call(prevent, event);
    call(unlisten, window, [GIVE, take, true]);
    guarded('link', () => {
      port = call<MessagePort[]>(portsOf, event)[0];
      if (!port) return;
      call(listen, port, ['message', (e: Event) => guarded('command', () => onMessage(call<FromBridge>(dataOf, e)))]);
      call(start, port);
      begin(call<string>(lastEventIdOf, event));
    });
  };
  call(listen, window, [GIVE, take, true]);
  call(dispatch, window, [new NativeEvent(ASK)]);
  return (message) => {
    if (port) guarded('post', () => call(postMessage, port, [message]));
  };
}

/**
 * Asks the bridge, synchronously and unseen by the page, whether a panel looks at this document. Where none
 * does, or the extension is gone, everything that needs one ends before this returns.
 */
export function isWatched(): boolean {
  const question = new NativeEvent(WATCHED, { __proto__: null, cancelable: true } as EventInit);
  if (port && !call(dispatch, port, [question])) return true;
  guarded('unwatched', handleUnwatched);
  return false;
}
