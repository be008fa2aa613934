import { receives } from '../../protocol/directions';
import type { StateEntry } from '../../protocol/log';

/**
 * What a transceiver is used for. The hook's own phase `new` is split by what it receives, because a
 * receiver has never sent and is in use. `idle` goes before receiving: an idle sender still has its encoder.
 */
export type KnownPhase = 'sending' | 'receiving' | 'idle' | 'received' | 'unused' | 'stopped';

/** With the stretches that no one recorded. */
export type LanePhase = KnownPhase | 'unknown';

/** From what is in use to what is left over. */
export const KNOWN_PHASES = [
  'sending',
  'receiving',
  'idle',
  'received',
  'unused',
  'stopped',
] as const satisfies readonly KnownPhase[];

export const PHASE_LABELS: Record<LanePhase, string> = {
  sending: 'sending',
  receiving: 'receiving',
  idle: 'idle',
  received: 'no longer receiving',
  unused: 'never used',
  stopped: 'stopped',
  unknown: 'not recorded',
};

/** @param hasReceived whether it has received before */
export function phaseOf(
  { phase, currentDirection }: Pick<StateEntry, 'phase' | 'currentDirection'>,
  hasReceived: boolean,
): KnownPhase {
  if (phase !== 'new') return phase;
  if (receives(currentDirection)) return 'receiving';
  return hasReceived ? 'received' : 'unused';
}
