import { placeKey } from '../callsite/stack';
import type { Finding } from './finding';

/** A finding that went so often within WINDOW_MS comes and goes. */
const MAX_VANISHED = 2;
const WINDOW_MS = 60_000;
/** So long it then stays after it was found last, in ms: longer than any rule looks at a time. */
const HOLD_MS = 15_000;

interface Known {
  finding: Finding;
  found: boolean;
  /** When it was found last. */
  at: number;
  /** When it went, each time. */
  vanished: number[];
}

/**
 * Keeps findings that come and go: one that goes is gone, but one that has gone twice within a minute stays,
 * with its last counts, until it was not found for fifteen seconds. So a view does not flicker.
 */
export class SteadyFindings {
  private readonly known = new Map<string, Known>();

  /**
   * @param now epoch ms; where the clock jumps back, nothing is held by what it said before
   * @returns what is found, and what is held
   */
  take(found: readonly Finding[], now: number): Finding[] {
    const seen = new Map(found.map((finding) => [keyOf(finding), finding]));
    for (const [key, finding] of seen) {
      const known = this.known.get(key);
      this.known.set(key, { finding, found: true, at: now, vanished: known?.vanished ?? [] });
    }
    const held: Finding[] = [];
    for (const [key, known] of this.known) {
      if (seen.has(key)) continue;
      if (known.found) {
        known.found = false;
        known.vanished.push(now);
      }
      known.vanished = known.vanished.filter((at) => Math.abs(now - at) <= WINDOW_MS);
      const isFresh = Math.abs(now - known.at) <= HOLD_MS;
      if (known.vanished.length === 0) this.known.delete(key);
      else if (isFresh && known.vanished.length >= MAX_VANISHED) held.push(known.finding);
    }
    return held.length === 0 ? [...found] : [...found, ...held];
  }
}

/** The same while its counts change. */
const keyOf = ({ document, id, connection, subject, culprit }: Finding) =>
  [document, id, connection, subject, placeKey(culprit)].join(' ');
