import type { OwnError } from '../../protocol/messages';
import { now } from './natives';

/** Errors of our own, by place; counted and shown in the panel, never thrown into the page. */
const errors: OwnError[] = [];
const MOST = 20;
let changed = false;

export function report(where: string, error: unknown): void {
  let message = 'unknown error';
  try {
    message = String((error as Error)?.message ?? error).slice(0, 300);
  } catch {
    // An object of the page's that throws when it is read.
  }
  changed = true;
  for (const known of errors) {
    if (known.where === where && known.message === message) {
      known.count++;
      known.at = now();
      return;
    }
  }
  if (errors.length < MOST) errors[errors.length] = { at: now(), where, message, count: 1 };
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

/** The errors so far, if any came since the last call (or always, with `all`). */
export function takeErrors(all: boolean): OwnError[] {
  if (!changed && !all) return [];
  changed = false;
  return errors;
}
