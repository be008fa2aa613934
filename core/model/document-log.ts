import type { LogEntry } from '../../protocol/log';
import { Ring } from '../lists/ring';

const CAPACITY = 20_000;

/** A document's log, bounded. Entries come once and in order, except after a lost message. */
export class DocumentLog {
  /** Goes up with every change. */
  version = 0;
  /** Number that the next entry will have. */
  nextEntry = 0;
  /** Entries that the document itself no longer had. */
  missed = 0;
  private readonly ring = new Ring<LogEntry>(CAPACITY);
  private readonly known = new Set<number>();

  /** Oldest first. */
  get entries(): LogEntry[] {
    return this.ring.toArray();
  }

  /** Entries that are no longer here, whoever dropped them. */
  get dropped(): number {
    return this.ring.dropped + this.missed;
  }

  /**
   * Takes over what is not known yet: after a lost message a resync brings entries again, and those in between.
   * @returns the new entries, or null where they lie between others, so that all has to be read again
   */
  add(entries: readonly LogEntry[]): readonly LogEntry[] | null {
    const fresh = entries.filter((entry) => entry.n >= this.nextEntry);
    const late = entries.filter(
      (entry) => entry.n < this.nextEntry && !this.known.has(entry.n) && this.isRecent(entry),
    );
    for (const entry of [...late, ...fresh]) this.known.add(entry.n);
    if (late.length > 0) {
      this.ring.reset([...this.entries, ...late, ...fresh].sort((a, b) => a.n - b.n));
      this.known.clear();
      for (const { n } of this.entries) this.known.add(n);
    } else {
      for (const entry of fresh) {
        const dropped = this.ring.push(entry);
        if (dropped) this.known.delete(dropped.n);
      }
    }
    this.nextEntry = Math.max(this.nextEntry, entries.at(-1)!.n + 1);
    this.missed = Math.max(0, this.nextEntry - this.ring.dropped - this.ring.length);
    this.version += 1;
    return late.length > 0 ? null : fresh;
  }

  /** Takes over what a file holds. */
  restore(entries: readonly LogEntry[], dropped: number): void {
    this.ring.reset(entries);
    this.missed = dropped;
    this.nextEntry = (entries.at(-1)?.n ?? -1) + 1;
    this.version += 1;
  }

  /** What our own bound has already dropped does not come back. */
  private isRecent(entry: LogEntry): boolean {
    return this.ring.dropped === 0 || entry.n > this.entries[0]!.n;
  }
}
