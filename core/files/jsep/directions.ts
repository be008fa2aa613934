import { receives, sends } from '../../../protocol/directions';
import type { Direction } from '../../../protocol/state';

type SdpDirection = Exclude<Direction, 'stopped'>;

/** The direction as the other side sees it. */
export const reverseOf = (direction: SdpDirection): SdpDirection =>
  direction === 'sendonly' ? 'recvonly' : direction === 'recvonly' ? 'sendonly' : direction;

/** What addTrack() makes of a direction (WebRTC, section 5.1). */
export const withSend = (direction: Direction): Direction =>
  direction === 'recvonly' ? 'sendrecv' : direction === 'inactive' ? 'sendonly' : direction;

/** What removeTrack() makes of a direction. */
export const withoutSend = (direction: Direction): Direction =>
  direction === 'sendrecv' ? 'recvonly' : direction === 'sendonly' ? 'inactive' : direction;

/** What two directions, seen from the same side, have in common: what an answer makes of an offer. */
export function commonOf(a: Direction, b: Direction): Direction {
  const [send, receive] = [sends(a) && sends(b), receives(a) && receives(b)];
  if (send) return receive ? 'sendrecv' : 'sendonly';
  return receive ? 'recvonly' : 'inactive';
}
