/** What a direction says, of any direction: also `stopped` and null do neither. Constants of their own, for the hook. */

export const sends = (direction: unknown) => direction === 'sendrecv' || direction === 'sendonly';
export const receives = (direction: unknown) => direction === 'sendrecv' || direction === 'recvonly';
