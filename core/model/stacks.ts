const MAX_STACKS = 20_000;
const MAX_STACK_TEXT = 20_000_000;

/** Texts of call stacks by number. Bounded: the oldest are dropped. */
export class StackTable {
  private readonly texts = new Map<number, string>();
  private length = 0;

  add(index: number, text: string): void {
    if (this.texts.has(index)) return;
    this.texts.set(index, text);
    this.length += text.length;
    for (const [oldest, old] of this.texts) {
      if (this.length <= MAX_STACK_TEXT && this.texts.size <= MAX_STACKS) break;
      this.texts.delete(oldest);
      this.length -= old.length;
    }
  }

  /** Replaces the text of a stack that is there. */
  replace(index: number, text: string): void {
    const before = this.texts.get(index);
    if (before === undefined) return;
    this.length += text.length - before.length;
    this.texts.set(index, text);
  }

  of(index: number | null): string | undefined {
    return index === null ? undefined : this.texts.get(index);
  }

  indices(): IterableIterator<number> {
    return this.texts.keys();
  }

  toData(): [number, string][] {
    return [...this.texts];
  }
}
