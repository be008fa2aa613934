import type { Command, GlobalStored, HookUpdate } from '../../protocol/messages';
import { guarded } from './base/guard';

/** What the other side says besides a panel's commands. */
export type FromBridge = Command | { type: 'unobserved' } | { type: 'unconfirmed' };
/** What the hook says besides updates: the first connection was created, or the first device captured. */
export type FromHook = HookUpdate | GlobalStored | { type: 'created' };

/**
 * Connects the hook. `begin` gets the patch that the document starts under, before any script of the
 * page runs; `onMessage` gets each message. It says by watchBy() whom isWatched() asks.
 * @returns the function that posts: to a port of the extension's bridge, or to a test driver's binding
 */
export type Link = (
  begin: (patch: string) => void,
  onMessage: (message: FromBridge) => void,
) => (message: FromHook) => void;

// start() and the link set them first of all: no patch begins before.
let watched: () => unknown;
let handleUnwatched: () => void;

/** Sets whom isWatched() asks: synchronously, and unseen by the page. */
export function watchBy(ask: () => unknown): void {
  watched = ask;
}

/** Sets what is called where isWatched() finds that nobody looks any more. */
export function whenUnwatched(handle: () => void): void {
  handleUnwatched = handle;
}

/** Whether somebody looks. Where nobody does, everything that needs one ends before this returns. */
export function isWatched(): boolean {
  if (watched()) return true;
  guarded('watched', handleUnwatched);
  return false;
}
