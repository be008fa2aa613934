import { receives } from '../../protocol/directions';
import type { TransceiverState } from '../../protocol/state';

/** Whether a transceiver is still there, and sends or may receive. */
export function carriesMedia({
  index,
  phase,
  currentDirection,
}: Pick<TransceiverState, 'index' | 'phase' | 'currentDirection'>): boolean {
  return index !== null && (phase === 'sending' || receives(currentDirection));
}
