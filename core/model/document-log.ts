import type { LogEntry } from '../../protocol/log';
import { Ring } from '../lists/ring';

const CAPACITY = 20_000;

/** A document's bounded log. Entries arrive once and in order, except after a lost message. */
export class DocumentLog {
  /** Goes up with every change. */
  version = 0;
  /** Number of the next entry. */
  nextEntry = 0;
  /** Number of entries that the document itself had dropped. */
  missed = 0;
  private readonly ring = new Ring<LogEntry>(CAPACITY);
  /** Numbers of the entries in the ring. */
  /** The ring as a list, until it changes: who reads it again and again reads the same one. */
  private listed: LogEntry[] | null = null;
  /** Numbers of the entries in the ring. */
  private readonly numbers = new Set<number>();

  /** Oldest first. */
  get entries(): LogEntry[] {
    this.listed ??= this.ring.toArray();
    return this.listed;
  }

  /** Number of missing entries, dropped by the document or by this log. */
  get dropped(): number {
    return this.ring.dropped + this.missed;
  }

  /**
   * Adds the entries that are not in the log yet. After a lost message a resync repeats entries and fills gaps.
   * @returns the new entries; null if some of them filled a gap, so that the whole log has to be replayed
   */
  add(entries: readonly LogEntry[]): readonly LogEntry[] | null {
    const fresh = entries.filter((entry) => entry.n >= this.nextEntry);
    const late = entries.filter(
      (entry) => entry.n < this.nextEntry && !this.numbers.has(entry.n) && this.isRecent(entry),
    );
    for (const entry of [...late, ...fresh]) this.numbers.add(entry.n);
    if (late.length > 0) {
      this.ring.reset([...this.entries, ...late, ...fresh].sort((a, b) => a.n - b.n));
      this.listed = null;
      this.numbers.clear();
      for (const { n } of this.entries) this.numbers.add(n);
    } else {
      for (const entry of fresh) {
        const dropped = this.ring.push(entry);
        if (dropped) this.numbers.delete(dropped.n);
      }
    }
    this.listed = null;
    this.nextEntry = Math.max(this.nextEntry, entries.at(-1)!.n + 1);
    this.missed = Math.max(0, this.nextEntry - this.ring.dropped - this.ring.length);
    this.version += 1;
    return late.length > 0 ? null : fresh;
  }

  /** Restores the log of a file. */
  restore(entries: readonly LogEntry[], dropped: number): void {
    this.ring.reset(entries);
    this.listed = null;
    this.missed = dropped;
    this.nextEntry = (entries.at(-1)?.n ?? -1) + 1;
    this.version += 1;
  }

  /** False for an entry that this log has already dropped. */
  private isRecent(entry: LogEntry): boolean {
    return this.ring.dropped === 0 || entry.n > this.entries[0]!.n;
  }
}
