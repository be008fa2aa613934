import { getter, method } from './base/natives';

/** The functions of EventTarget, to be used through `call`. */
export const listen = method(EventTarget.prototype, 'addEventListener');
export const unlisten = method(EventTarget.prototype, 'removeEventListener');
export const dispatch = method(EventTarget.prototype, 'dispatchEvent');
export const targetOf = getter(Event.prototype, 'target');
