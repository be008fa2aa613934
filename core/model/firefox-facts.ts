import type { LogEntry } from '../../protocol/log';
import type { SourceType, TransceiverState } from '../../protocol/state';
import type { FirefoxFacts } from '../estimate/coefficients/firefox';
import { prune } from '../lists/prune';

/** A state as a model of a page in Firefox holds it. */
type StateInFirefox = TransceiverState & { firefox?: FirefoxFacts };

/**
 * What each sender of a page in Firefox last sent: Firefox's stats do not tell what content it encodes for, and
 * an idle sender has no track.
 */
export class LastSources {
  private readonly types = new Map<number, SourceType>();

  addLog(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'state' && entry.transceiver !== null) this.set(entry.transceiver, entry.source);
    }
  }

  /** The state, marked as one of Firefox. */
  mark(state: TransceiverState): StateInFirefox {
    this.set(state.id, state.track?.source.type ?? null);
    const source = this.types.get(state.id) ?? null;
    const known = (state as StateInFirefox).firefox;
    return known && known.source === source ? state : { ...state, firefox: { source } };
  }

  prune(max: number): void {
    prune(this.types, max);
  }

  private set(id: number, source: SourceType | null): void {
    if (source !== null && source !== 'unknown') this.types.set(id, source);
  }
}

/** The state as the page reported it, for a file. */
export function unmarked(state: StateInFirefox): TransceiverState {
  if (!state.firefox) return state;
  const { firefox: _, ...reported } = state;
  return reported;
}
