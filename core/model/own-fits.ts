import type { TransceiverState } from '../../protocol/state';
import type { OwnFits } from '../estimate/coefficients/own/fit-with';
import { type Restatement, restatement } from '../estimate/coefficients/own/restatement';
import { estimateOf } from '../estimate/memory';

/** A state as a model holds it while a calibration is in force. */
type StateWithOwn = TransceiverState & { own?: OwnFits };

/** The state, estimated by a calibration; by none, as the page reported it. */
export function withOwn(state: StateWithOwn, own: OwnFits | null): TransceiverState {
  if (own) return state.own === own ? state : ({ ...state, own } as StateWithOwn);
  if (!state.own) return state;
  const { own: _, ...reported } = state;
  return reported;
}

type States = ReadonlyMap<number, TransceiverState>;

/** How the earlier figures of each transceiver go from one set of coefficients to another. */
export function restatements(before: States, after: States): ReadonlyMap<number, Restatement> {
  const found = new Map<number, Restatement>();
  for (const [id, state] of after) {
    const was = before.get(id);
    const restate = was && restatement(estimateWhileItHeld(was), estimateWhileItHeld(state));
    if (restate) found.set(id, restate);
  }
  return found;
}

/** Of a stopped one what it held before. */
const estimateWhileItHeld = (state: TransceiverState) =>
  estimateOf(state.phase === 'stopped' ? { ...state, phase: 'idle' } : state);
