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
