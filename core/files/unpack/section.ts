import type { Bytes } from './bytes';

/** The bytes of one file in an archive. Whoever reads it may stop before its end. */
export class Section {
  readonly pieces: AsyncGenerator<Uint8Array, void>;
  private failed = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.pieces = this.read(source);
  }

  /** @returns whether another file can follow: false where this one was cut short, which its reader was told */
  async skipRest(): Promise<boolean> {
    const { failed } = this;
    try {
      while (!(await this.pieces.next()).done);
    } catch (error) {
      // Nobody was told.
      if (!failed) throw error;
    }
    return !this.failed;
  }

  private async *read(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    try {
      yield* source;
    } catch (error) {
      this.failed = true;
      throw error;
    }
  }
}

/** The next `size` bytes. @throws what `cutShort` makes, if there are fewer */
export async function* exactly(bytes: Bytes, size: number, cutShort: () => Error): AsyncGenerator<Uint8Array, void> {
  let left = size;
  for await (const piece of bytes.rest(size)) {
    left -= piece.length;
    yield piece;
  }
  if (left > 0) throw cutShort();
}
