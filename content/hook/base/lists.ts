import { apply, method, ownKeys, setOwn, setPrototypeOf } from './natives';

/**
 * Arrays and texts without their prototypes' methods, for...of and spread, all of which a page can
 * replace: it would then run inside the hook, see what the hook sees, and stop it.
 */
export function each<T>(list: readonly T[], visit: (item: T, index: number) => void): void {
  for (let i = 0; i < list.length; i++) visit(list[i] as T, i);
}

/** A list that inherits nothing, for put(). */
export function bareList<T>(): T[] {
  const list: T[] = [];
  setPrototypeOf(list, null);
  return list;
}

/** Puts an item at the end of a bare list, by an assignment, which costs a tenth of add(). */
export function put<T>(list: T[], item: T): void {
  list[list.length] = item;
}

/** Puts an item at the end. */
export function add<T>(list: T[], item: T): void {
  setOwn(list, list.length, item);
}

/** The items, turned into others. */
export function map<T, R>(list: readonly T[], turn: (item: T, index: number) => R): R[] {
  const turned: R[] = [];
  for (let i = 0; i < list.length; i++) add(turned, turn(list[i] as T, i));
  return turned;
}

/** The first item that fits. */
export function find<T>(list: readonly T[], fits: (item: T) => boolean): T | undefined {
  for (let i = 0; i < list.length; i++) if (fits(list[i] as T)) return list[i];
  return undefined;
}

/** Whether an item fits; it may be undefined itself, so this does not ask find(). */
export function some<T>(list: readonly T[], fits: (item: T) => boolean): boolean {
  for (let i = 0; i < list.length; i++) if (fits(list[i] as T)) return true;
  return false;
}

/** Takes `count` items out of the list, from `from` on. */
export function remove(list: unknown[], from: number, count: number): void {
  for (let i = from; i + count < list.length; i++) list[i] = list[i + count];
  list.length -= count;
}

const sorting = method(Array.prototype, 'sort');
/** Sorts in place. */
export function sort<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  return apply(sorting as never, list, [compare]) as T[];
}

/** Whether two values of plain data are equal. JSON.stringify would consult the page's toJSON(). */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = ownKeys(a);
  if (keys.length !== ownKeys(b).length) return false;
  for (let i = 0; i < keys.length; i++) if (!same(a[keys[i] as never], b[keys[i] as never])) return false;
  return true;
}

type TextMethod<A extends unknown[], R> = (text: string, ...args: A) => R;
function textMethod<A extends unknown[], R>(name: string): TextMethod<A, R> {
  const native = method(String.prototype, name) as never;
  return (text, ...args) => apply(native, text, args) as R;
}
const exec = method(RegExp.prototype, 'exec') as never;
/** Whether a pattern without the flags g and y matches. */
export const matches = (pattern: RegExp, text: string) => apply(exec, pattern, [text]) !== null;
/** What the first group of such a pattern matched; null where it did not match. */
export const firstGroup = (pattern: RegExp, text: string) =>
  (apply(exec, pattern, [text]) as RegExpExecArray | null)?.[1] ?? null;

export const slice = textMethod<[from: number, to?: number], string>('slice');
export const indexOf = textMethod<[part: string, from?: number], number>('indexOf');
export const startsWith = textMethod<[part: string, from?: number], boolean>('startsWith');
export const lowerCase = textMethod<[], string>('toLowerCase');
