import type { Command, FromDocument } from '../../protocol/messages';
import { ASK, GIVE } from '../handover';
import { guarded } from './guard';
import { call, getter, method } from './natives';

/** What the bridge says besides a panel's commands. */
export type FromBridge = Command | { type: 'unobserved' } | { type: 'unconfirmed' };
/** What the hook says besides updates: the first connection was made, and where. */
export type FromHook = FromDocument | { type: 'born' };

const listen = method(EventTarget.prototype, 'addEventListener');
const unlisten = method(EventTarget.prototype, 'removeEventListener');
const dispatch = method(EventTarget.prototype, 'dispatchEvent');
const stop = method(Event.prototype, 'stopImmediatePropagation');
const prevent = method(Event.prototype, 'preventDefault');
const postMessage = method(MessagePort.prototype, 'postMessage');
const start = method(MessagePort.prototype, 'start');
const portsOf = getter(MessageEvent.prototype, 'ports');
const dataOf = getter(MessageEvent.prototype, 'data');
const lastEventIdOf = getter(MessageEvent.prototype, 'lastEventId');

/**
 * Takes the port from the bridge. `begin` gets the patch that the document before this one left
 * (before any script of the page runs); `hear` gets each message.
 */
export function linkToBridge(
  begin: (patch: string) => void,
  hear: (message: FromBridge) => void,
): (m: FromHook) => void {
  let port: MessagePort | undefined;
  const take = (event: Event) => {
    call(stop, event);
    call(prevent, event);
    call(unlisten, window, [GIVE, take, true]);
    guarded('link', () => {
      port = call<MessagePort[]>(portsOf, event)[0];
      if (!port) return;
      call(listen, port, ['message', (e: Event) => guarded('command', () => hear(call<FromBridge>(dataOf, e)))]);
      call(start, port);
      begin(call<string>(lastEventIdOf, event));
    });
  };
  call(listen, window, [GIVE, take, true]);
  call(dispatch, window, [new Event(ASK)]);
  return (message) => {
    if (port) guarded('post', () => call(postMessage, port, [message]));
  };
}
