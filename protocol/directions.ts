/** Whether a direction sends or receives; `stopped` and null do neither. The hook's bundle takes these constants one by one. */

export const sends = (direction: unknown) => direction === 'sendrecv' || direction === 'sendonly';
export const receives = (direction: unknown) => direction === 'sendrecv' || direction === 'recvonly';
