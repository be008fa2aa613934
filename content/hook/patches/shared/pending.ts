import { whenSettled } from '../../guard';
import type { Observed } from '../../instruments/call';
import { apply, call, getOwnPropertyDescriptor, method, SafeWeakMap } from '../../natives';
import { directionOf, receives, senderTrackOf } from '../../webrtc';
import { NOT_WRAPPED, type Revert, wrap } from '../../wrap';

/**
 * The window between a handover and the moment its replaceTrack() settles. The page was promised
 * `addTransceiver(track).sender.track === track`, so sender.track shows the pending track meanwhile.
 */
interface Pending {
  track: MediaStreamTrack;
  /** removeTrack came in the window and wins. */
  removed: boolean;
}
const bySender = new SafeWeakMap<RTCRtpSender, Pending>();
const replaceTrack = method(RTCRtpSender.prototype, 'replaceTrack');
const directionSetter = getOwnPropertyDescriptor(RTCRtpTransceiver.prototype, 'direction')?.set;
let count = 0;
let wanted = false;
let revert: Revert | null = null;

/** sender.track shows pending tracks; not on a prototype that the page froze before the patch came. */
export const showsPendingTracks = () => revert !== null && revert !== NOT_WRAPPED;

export const isPending = (sender: RTCRtpSender) => bySender.get(sender) !== undefined;

/** Puts the wrap on sender.track in place while the patch is on, and for as long as a window is open. */
export function showPendingTracks(on: boolean): void {
  wanted = on;
  if (on) {
    revert ??= wrap(RTCRtpSender.prototype, 'track', 'get', (native, self) => {
      const pending = bySender.get(self as RTCRtpSender);
      if (!pending) return apply(native, self, []);
      return pending.removed ? null : pending.track;
    });
  } else if (count === 0) {
    revert?.();
    revert = null;
  }
}

/** Opens the window: starts the native replaceTrack(). `settled` hears how it ended, and whether removeTrack won. */
export function openWindow(
  sender: RTCRtpSender,
  track: MediaStreamTrack,
  settled: (error: unknown, removed: boolean) => void,
): void {
  const pending: Pending = { track, removed: false };
  bySender.set(sender, pending);
  count++;
  const end = (error: unknown) => {
    bySender.delete(sender);
    count--;
    settled(error, pending.removed);
    showPendingTracks(wanted);
  };
  void whenSettled(call<Promise<void>>(replaceTrack, sender, [track]), end);
}

/** The track of a sender as the page sees it. */
export function shownTrack(sender: RTCRtpSender): MediaStreamTrack | null {
  const pending = bySender.get(sender);
  if (!pending) return senderTrackOf(sender);
  return pending.removed ? null : pending.track;
}

/**
 * removeTrack() in the window. Natively the sender has no track yet, so the browser would do
 * nothing and the replace would win: do removeTrack's steps here instead (webrtc-pc, removeTrack,
 * steps 8 to 11), the null track chained behind the pending one.
 */
export function removeInWindow({ args, subject }: Observed, native: () => unknown): unknown {
  const sender = args[0] as RTCRtpSender;
  const pending = bySender.get(sender);
  const transceiver = subject.transceiver?.ref.deref();
  const result = native();
  if (!pending || pending.removed || !transceiver) return result;
  pending.removed = true;
  void whenSettled(call<Promise<void>>(replaceTrack, sender, [null]), () => {});
  call(directionSetter, transceiver, [receives(directionOf(transceiver)) ? 'recvonly' : 'inactive']);
  return result;
}
