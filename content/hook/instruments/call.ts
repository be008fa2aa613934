import type { CallEntry } from '../../../protocol/log';
import { describeAll, errorText } from '../describe';
import { guarded } from '../guard';
import { append } from '../log';
import { apply } from '../natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { captureStack } from '../stacks';
import { entered, type Revert, wrap } from '../wrap';

export interface Subject {
  connection: ConnectionRecord | null;
  transceiver: TransceiverRecord | null;
}

export interface Observed {
  self: unknown;
  args: unknown[];
  subject: Subject;
  entry: CallEntry;
}

interface Spec {
  /** Whom the call is about; null: not logged (an object made before the hook). */
  subject(self: unknown, args: unknown[]): Subject | null;
  /** Runs before the native call. */
  before?(call: Observed): void;
  /** Runs after the native call returned. */
  after?(call: Observed, result: unknown): void;
  /** Stands in for the native call, for a patch: calls `native` itself, or not. */
  instead?(call: Observed, native: () => unknown): unknown;
}

/**
 * Wraps one method or setter so that each call is logged before it runs, with its stack. What the
 * native throws passes through untouched; what goes wrong in our own code stays in the guard.
 */
export function observeCall(owner: object | undefined, name: string, part: 'value' | 'set', spec: Spec): Revert {
  const shown = part === 'set' ? `${name} =` : name;
  return wrap(owner, name, part, (native, self, args) => {
    const call = guarded(shown, () => {
      const subject = spec.subject(self, args);
      if (!subject) return undefined;
      const body = {
        type: 'call' as const,
        name: shown,
        args: describeAll(args),
        stack: captureStack(entered),
        error: null,
      };
      const entry = append(subject.connection, subject.transceiver, body) as CallEntry;
      const observed: Observed = { self, args, subject, entry };
      spec.before?.(observed);
      return observed;
    });
    if (!call) return apply(native, self, args);
    let result: unknown;
    try {
      result = spec.instead ? spec.instead(call, () => apply(native, self, args)) : apply(native, self, args);
    } catch (error) {
      guarded(shown, () => {
        call.entry.error = errorText(error);
      });
      throw error;
    }
    guarded(shown, () => spec.after?.(call, result));
    return result;
  });
}
