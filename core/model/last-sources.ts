import type { LogEntry } from '../../protocol/log';
import type { SourceType, TransceiverState } from '../../protocol/state';
import type { Engine } from '../estimate/coefficients/engine';
import { keepsStream, type MarkedState } from '../estimate/kept-frame';
import { prune } from '../lists/prune';

/**
 * What each sender last sent, since an idle one has no track: it says what a stream keeps of that; and Firefox's
 * stats do not tell what content it encodes for.
 */
export class LastSources {
  private readonly types = new Map<number, SourceType>();

  constructor(readonly engine: Engine) {}

  addLog(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'state' && entry.transceiver !== null) this.set(entry.transceiver, entry.source);
    }
  }

  /** The state, marked with what its sender last sent where that says what it holds. */
  mark(reported: TransceiverState): MarkedState {
    const state: MarkedState = reported;
    this.set(state.id, state.track?.source.type ?? null);
    const source = this.types.get(state.id) ?? null;
    if (this.engine === 'firefox') {
      return state.firefox?.source === source && !('lastSource' in state)
        ? state
        : { ...unmarked(state), firefox: { source } };
    }
    if (keepsStream(state) === false) return unmarked(state);
    return state.lastSource === source && !state.firefox ? state : { ...unmarked(state), lastSource: source };
  }

  prune(max: number): void {
    prune(this.types, max);
  }

  private set(id: number, source: SourceType | null): void {
    if (source !== null && source !== 'unknown') this.types.set(id, source);
  }
}

/** The state as the page reported it, for a file. */
export function unmarked(state: MarkedState): TransceiverState {
  if (!state.firefox && state.lastSource === undefined) return state;
  const { firefox: _, lastSource: __, ...reported } = state;
  return reported;
}
