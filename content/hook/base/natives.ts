/**
 * The browser's own functions, taken before the page's first script can replace them. The hook
 * calls nothing of the page's: a page that patches Map.prototype, Array.prototype or
 * Reflect must neither break the hook nor watch it.
 */
export const { apply, construct, ownKeys, deleteProperty, getPrototypeOf, setPrototypeOf } = Reflect;
export const { abs, max, min, floor } = Math;
export const now = Date.now;
export const stringify = JSON.stringify;
export const isArray = Array.isArray;
export const hasOwn = Object.hasOwn;
export const plainObject = Object.prototype;
export const NativeError = Error as unknown as Record<string, unknown> & Pick<ErrorConstructor, 'captureStackTrace'>;
const NativeProxy = Proxy;
export const toText = String;
export const NativeDOMException = DOMException;
export const setTimer = setTimeout.bind(window);
export const clearTimer = clearTimeout.bind(window);

/** What it returns inherits from Object.prototype: ask it with hasOwn(). */
export const readDescriptor = Reflect.getOwnPropertyDescriptor;
const define = Reflect.defineProperty;

/** Reflect.getOwnPropertyDescriptor, whose result inherits nothing: a page may have put `get` on Object.prototype. */
export function getOwnPropertyDescriptor(owner: object, name: PropertyKey): PropertyDescriptor | undefined {
  const found = readDescriptor(owner, name);
  if (found) setPrototypeOf(found, null);
  return found;
}

/** Reflect.defineProperty, with a descriptor that inherits nothing. */
export function defineProperty(owner: object, name: PropertyKey, descriptor: PropertyDescriptor): boolean {
  setPrototypeOf(descriptor, null);
  return define(owner, name, descriptor);
}

/** Sets a member as a literal would: an assignment asks the setters that a page may have put on the prototypes. */
export function setOwn(owner: object, name: PropertyKey, value: unknown): boolean {
  return define(owner, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true } as never);
}

/** A Proxy whose handler inherits no traps, and that refuses a cyclic prototype as its target would. */
export function proxy<T extends object>(target: T, handler: ProxyHandler<T>): T {
  setPrototypeOf(handler, null);
  const ours = new NativeProxy(target, handler);
  const leadsBack = (object: object | null): boolean =>
    object === ours || (object !== null && leadsBack(getPrototypeOf(object)));
  // ECMA-262, OrdinarySetPrototypeOf, step 8: the engine's own search for a cycle ends at a Proxy, and that is what we are.
  handler.setPrototypeOf = (_: T, proto: object | null): boolean => {
    try {
      if (leadsBack(proto)) return false;
    } catch {
      // A Proxy of the page: revoked, endless, or with a trap that throws. The engine would not have asked it.
    }
    return setPrototypeOf(target, proto);
  };
  return ours;
}

/** A subclass whose methods are its own, so that later changes to the built-in prototype do not reach it. */
function isolated<C extends abstract new (...args: never[]) => object>(Base: C): C {
  const Copy = class extends (Base as unknown as new (...args: unknown[]) => object) {};
  const target = Copy.prototype;
  const source = Base.prototype;
  for (const key of ownKeys(source)) {
    if (key !== 'constructor') defineProperty(target, key, getOwnPropertyDescriptor(source, key)!);
  }
  setPrototypeOf(target, null);
  return Copy as unknown as C;
}

export const SafeMap = isolated(Map);
export const SafeWeakMap = isolated(WeakMap);
export const SafeWeakRef = isolated(WeakRef);
export const SafeFinalizationRegistry = isolated(FinalizationRegistry);

/** Who of a prototype chain has the property: another extension may have put a subclass in an interface's place. */
export function ownerOf(proto: object | undefined, name: string): object | undefined {
  let owner = proto ?? null;
  while (owner && !getOwnPropertyDescriptor(owner, name)) owner = getPrototypeOf(owner);
  return owner ?? undefined;
}

/** To be asked before the page runs: what it returns inherits from Object.prototype. */
function inherited(proto: object | undefined, name: string): PropertyDescriptor | undefined {
  let found: PropertyDescriptor | undefined;
  for (let owner = proto ?? null; owner && !found; owner = getPrototypeOf(owner)) found = readDescriptor(owner, name);
  return found;
}

/** The getter of an accessor on a prototype, to be called with `get`. */
export function getter(proto: object | undefined, name: string): (() => unknown) | undefined {
  return inherited(proto, name)?.get;
}

/** The function of a method on a prototype; undefined where this browser has none. */
export function method(proto: object | undefined, name: string): ((...args: never[]) => unknown) | undefined {
  return inherited(proto, name)?.value;
}

/** Calls a native function taken with `getter` or `method`. */
export function call<T>(native: ((...args: never[]) => unknown) | undefined, self: unknown, args: unknown[] = []): T {
  return apply(native as never, self, args) as T;
}
