/** A list of bounded length: pushing onto a full one drops the oldest. */
export class Ring<T> {
  private items: T[] = [];
  private start = 0;
  /** How many were dropped so far. */
  dropped = 0;

  constructor(readonly capacity: number) {}

  get length(): number {
    return this.items.length;
  }

  /** Returns the item that had to go. */
  push(item: T): T | undefined {
    if (this.items.length < this.capacity) {
      this.items.push(item);
      return undefined;
    }
    const oldest = this.items[this.start];
    this.items[this.start] = item;
    this.start = (this.start + 1) % this.capacity;
    this.dropped += 1;
    return oldest;
  }

  /** Oldest first. */
  toArray(): T[] {
    return [...this.items.slice(this.start), ...this.items.slice(0, this.start)];
  }

  /** Replaces everything; the oldest of what does not fit is dropped. */
  reset(items: readonly T[]): void {
    this.items = items.slice(-this.capacity);
    this.start = 0;
    this.dropped += items.length - this.items.length;
  }
}
