import { ASK, GIVE, WATCHED } from '../handover';
import { guarded } from './base/guard';
import { call, getter, method } from './base/natives';
import { dispatch, listen, unlisten } from './events';
import { type FromBridge, type Link, watchBy } from './link';

const NativeEvent = Event;
const stop = method(Event.prototype, 'stopImmediatePropagation');
const prevent = method(Event.prototype, 'preventDefault');
const postMessage = method(MessagePort.prototype, 'postMessage');
const start = method(MessagePort.prototype, 'start');
const portsOf = getter(MessageEvent.prototype, 'ports');
const dataOf = getter(MessageEvent.prototype, 'data');
const lastEventIdOf = getter(MessageEvent.prototype, 'lastEventId');

/** Takes the port from the extension's bridge, with the patch that the document before this one left. */
export const linkToBridge: Link = (begin, onMessage) => {
  let port: MessagePort | undefined;
  // Asks the bridge whether a panel looks at this document; nobody answers where the extension is gone.
  watchBy(
    () => port && !call(dispatch, port, [new NativeEvent(WATCHED, { __proto__: null, cancelable: true } as EventInit)]),
  );
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
};
