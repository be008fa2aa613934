/** A list of bounded length: pushing onto a full one drops the oldest. */
export class Ring<T> {
  private items: T[] = [];
  private start = 0;
  /** Number of items dropped so far. */
  dropped = 0;

  constructor(readonly capacity: number) {}

  get length(): number {
    return this.items.length;
  }

  /** @returns the item that was dropped */
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

  /** Replaces all items; drops the oldest ones that do not fit. */
  reset(items: readonly T[]): void {
    this.items = items.slice(-this.capacity);
    this.start = 0;
    this.dropped += items.length - this.items.length;
  }
}
