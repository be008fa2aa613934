import { report } from './guard';
import { apply, defineProperty, getOwnPropertyDescriptor, ownerOf, proxy } from './natives';

export type Revert = () => void;
export type Native = (...args: never[]) => unknown;
/** The revert of a wrap that could not be put in place: the page froze the object, or the browser has no such function. */
export const NOT_WRAPPED: Revert = () => {};
/** Stands around a native function: calls `native` through `apply` and returns what the page shall get. */
export type Around = (native: Native, self: unknown, args: unknown[]) => unknown;

interface Handler extends ProxyHandler<Native> {
  live: boolean;
  around: Around;
}

/** The one function that all calls of the page come through: what is beneath it on the stack is the page's. */
export function entered(this: Handler, native: Native, self: unknown, args: unknown[]): unknown {
  return this.live ? this.around(native, self, args) : apply(native, self, args as never);
}

/**
 * Replaces one function of a property (`value`, `get` or `set`) on a prototype or object.
 * @returns the revert: it puts the native back, or, where the page wrapped on top of us meanwhile,
 *   makes our wrap call straight through instead of tearing the page's off.
 */
export function wrap(proto: object | undefined, name: string, part: 'value' | 'get' | 'set', around: Around): Revert {
  const owner = ownerOf(proto, name);
  const before = owner && getOwnPropertyDescriptor(owner, name);
  const native = before?.[part];
  if (!owner || !before || typeof native !== 'function') return NOT_WRAPPED;
  const handler: Handler = { live: true, around, apply: entered };
  // A Proxy keeps name, length and "illegal invocation" errors, and prints as native code.
  const ours = proxy(native as Native, handler);
  if (!before.configurable || !defineProperty(owner, name, { ...before, [part]: ours })) {
    report('wrap', `${name} can't be wrapped`);
    return NOT_WRAPPED;
  }
  return () => {
    handler.live = false;
    const now = getOwnPropertyDescriptor(owner, name);
    if (now?.[part] === ours && now.configurable) defineProperty(owner, name, { ...now, [part]: native });
  };
}
