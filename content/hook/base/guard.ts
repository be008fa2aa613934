import type { OwnError } from '../../../protocol/messages';
import { errorText } from '../describe';
import { add, find } from './lists';
import { now } from './natives';

/** Errors of our own, by place; counted and shown in the panel, never thrown into the page. */
const errors: OwnError[] = [];
const MAX_ERRORS = 20;
let changed = false;

export function report(where: string, error: unknown): void {
  const message = errorText(error);
  changed = true;
  const before = find(errors, (each) => each.where === where && each.message === message);
  if (before) {
    before.count++;
    before.at = now();
  } else if (errors.length < MAX_ERRORS) add(errors, { at: now(), where, message, count: 1 });
}

/** Runs our own code inside the page's call: whatever goes wrong stays here. */
export function guarded<T>(where: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    report(where, error);
    return undefined;
  }
}

/**
 * Calls back when a promise of the browser's settles, with null, or what it was rejected with. Not then(), which
 * consults Promise[Symbol.species]. Only for promises that the page does not get: this handles them.
 */
export async function whenSettled(promise: Promise<unknown>, onSettled: (error: unknown) => void): Promise<void> {
  let failed: unknown = null;
  try {
    await promise;
  } catch (error) {
    failed = error ?? 'rejected';
  }
  guarded('settled', () => onSettled(failed));
}

/** The errors so far, if any came since the last call (or always, with `all`). */
export function takeErrors(all: boolean): OwnError[] {
  if (!changed && !all) return [];
  changed = false;
  return errors;
}
