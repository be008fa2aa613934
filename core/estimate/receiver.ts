import type { Kind, TransceiverState } from '../../protocol/state';
import type { Engine } from './coefficients/engine';
import type { Estimate } from './memory';
import { receiverPiece } from './pieces';

const made = new Map<string, Estimate>();

/**
 * What a receiver holds that received and no longer does, in the page's renderer process. Its decoder is freed
 * with the stream; which codec and size it had is not known, so this goes from the least to the most measured.
 */
export function receiverEstimate(kind: Kind, engine: Engine): Estimate {
  const key = `${kind} ${engine}`;
  const before = made.get(key);
  if (before) return before;
  const { range, measured } = receiverPiece(kind, engine);
  const part = { label: `${kind} receiver that receives no more`, range, measured };
  const estimate: Estimate = { state: 'known', ...range, terms: [{ fit: null, layer: null, part }], doubt: null };
  made.set(key, estimate);
  return estimate;
}

/** Two estimates of one transceiver as one: its sender's and its receiver's, where it has both. */
export function bothOf(sender: Estimate, receiver: Estimate | null): Estimate {
  if (receiver?.state !== 'known' || sender.state === 'unknown') return sender;
  if (sender.state === 'none') return receiver;
  return {
    ...sender,
    low: sender.low + receiver.low,
    high: sender.high + receiver.high,
    terms: [...sender.terms, ...receiver.terms],
  };
}

/** Whose a state is, as its model has marked it. */
export const engineOfState = (state: (TransceiverState & { firefox?: unknown }) | undefined): Engine =>
  state?.firefox ? 'firefox' : 'chromium';
