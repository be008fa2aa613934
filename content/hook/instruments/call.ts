import type { CallEntry } from '../../../protocol/log';
import { guarded } from '../base/guard';
import { each } from '../base/lists';
import { apply, method, ownKeys, setPrototypeOf } from '../base/natives';
import { wrap } from '../base/wrap';
import { errorText } from '../describe';
import { completeCall, logCall } from '../log';
import { type ConnectionRecord, connectionRecord, senderRecord, type TransceiverRecord } from '../records';

/** One call of the page. */
export interface Observed {
  self: unknown;
  args: unknown[];
  connection: ConnectionRecord;
  /** The transceiver that it is about; null for a call on the connection that names no sender. */
  record: TransceiverRecord | null;
  entry: CallEntry;
}

/** A call on a transceiver or its sender. */
export interface ObservedOne extends Observed {
  record: TransceiverRecord;
}

export interface Spec<C extends Observed> {
  /**
   * The native call leaves its work to another thread: arguments and stack are written into the entry meanwhile, and
   * are not there yet for the two functions that run before it or in its place.
   */
  overlaps?: true;
  /** Runs before the native call. */
  beforeCall?(call: C): void;
  /** Runs after the native call returned. */
  afterCall?(call: C, result: unknown): void;
  /** Runs in place of the native call, for a patch: calls `native` itself, or not. */
  instead?(call: C, native: () => unknown): unknown;
}

/** The record of the transceiver that a method of it or of its sender is called on; null for the methods of a connection. */
type RecordOf = ((self: unknown) => TransceiverRecord | undefined) | null;

/**
 * Wraps methods and setters of an interface, by name, so that each call is logged.
 * @param prefix of their names in the log
 */
export function observeCalls<C extends Observed>(
  proto: object,
  recordOf: RecordOf,
  specs: Record<string, Spec<C>>,
  prefix = '',
): void {
  each(ownKeys(specs) as string[], (name) => observeCall(proto, recordOf, name, specs[name] as Spec<Observed>, prefix));
}

/**
 * Wraps one method or setter so that each call is logged in the order in which they began, with its stack. What the
 * native throws passes through untouched; what goes wrong in our own code stays in the guard.
 */
function observeCall(proto: object, recordOf: RecordOf, name: string, spec: Spec<Observed>, prefix: string): void {
  // A page may put a member of that name on Object.prototype.
  setPrototypeOf(spec, null);
  const part = method(proto, name) ? 'value' : 'set';
  const shown = part === 'set' ? `${name} =` : prefix + name;
  wrap(proto, name, part, (native, self, args) => {
    const callNative = () => apply(native, self, args as never);
    const call = guarded(shown, () => {
      const observed = log(shown, recordOf, self, args);
      if (!observed) return undefined;
      if (!spec.overlaps) completeCall(observed.entry, args);
      spec.beforeCall?.(observed);
      return observed;
    });
    if (!call) return callNative();
    let result: unknown;
    try {
      result = spec.instead ? spec.instead(call, callNative) : callNative();
    } catch (error) {
      guarded(shown, () => {
        call.entry.error = errorText(error);
      });
      throw error;
    } finally {
      if (spec.overlaps) guarded(shown, () => completeCall(call.entry, args));
    }
    guarded(shown, () => spec.afterCall?.(call, result));
    return result;
  });
}

/** Logs a call. @returns undefined, unlogged, for an object that was made before the hook */
function log(name: string, recordOf: RecordOf, self: unknown, args: unknown[]): Observed | undefined {
  // removeTrack() names a sender.
  const record = (recordOf ?? senderRecord)(recordOf ? self : args[0]) ?? null;
  const connection = recordOf ? record?.connection : connectionRecord(self);
  if (!connection) return undefined;
  const entry = logCall(connection, record, name);
  return { self, args, connection, record, entry };
}
