import { whenSettled } from '../../base/guard';
import { apply, SafeWeakMap } from '../../base/natives';
import { NOT_WRAPPED, type Revert, wrap } from '../../base/wrap';
import type { Observed } from '../../instruments/call';
import { directionOf, receives, replaceTrack, senderProto, senderTrackOf, setDirection } from '../../webrtc';

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
let count = 0;
let wanted = false;
let revert: Revert | null = null;

/** sender.track shows pending tracks; not on a prototype that the page froze before the patch came. */
export const showsPendingTracks = () => revert && revert !== NOT_WRAPPED;

export const isPending = (sender: RTCRtpSender) => !!bySender.get(sender);

/** Puts the wrap on sender.track in place while the patch is on, and for as long as a window is open. */
export function showPendingTracks(on: boolean): void {
  wanted = on;
  if (on) {
    revert ??= wrap(senderProto, 'track', 'get', (native, self) =>
      shownTrack(self as RTCRtpSender, () => apply(native, self, [])),
    );
  } else if (count === 0) {
    revert?.();
    revert = null;
  }
}

/** Opens the window: starts the native replaceTrack(). `onSettled` gets how it ended, and whether removeTrack won. */
export function openWindow(
  sender: RTCRtpSender,
  track: MediaStreamTrack,
  onSettled: (error: unknown, removed: boolean) => void,
): void {
  const pending: Pending = { track, removed: false };
  bySender.set(sender, pending);
  count++;
  const end = (error: unknown) => {
    bySender.delete(sender);
    count--;
    onSettled(error, pending.removed);
    showPendingTracks(wanted);
  };
  void whenSettled(replaceTrack(sender, [track]), end);
}

/** The track of a sender as the page sees it. */
export function shownTrack(
  sender: RTCRtpSender,
  native: (sender: RTCRtpSender) => unknown = senderTrackOf,
): MediaStreamTrack | null {
  const pending = bySender.get(sender);
  if (!pending) return native(sender) as MediaStreamTrack | null;
  return pending.removed ? null : pending.track;
}

/**
 * removeTrack() in the window. Natively the sender has no track yet, so the browser would do
 * nothing and the replace would win: do removeTrack's steps here instead (webrtc-pc, removeTrack,
 * steps 8 to 11), the null track chained behind the pending one.
 */
export function removeInWindow({ args, record }: Observed, native: () => unknown): unknown {
  const sender = args[0] as RTCRtpSender;
  const pending = bySender.get(sender);
  const transceiver = record?.ref.deref();
  const result = native();
  if (!pending || pending.removed || !transceiver) return result;
  pending.removed = true;
  void whenSettled(replaceTrack(sender, [null]), () => {});
  setDirection(transceiver, receives(directionOf(transceiver)) ? 'recvonly' : 'inactive');
  return result;
}
