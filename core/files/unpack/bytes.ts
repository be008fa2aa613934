const NONE = new Uint8Array();

/** Bytes that arrive in pieces of any size: the first ones can be looked at before they are read. */
export class Bytes {
  private readonly source: AsyncIterator<Uint8Array>;
  private buffered: Uint8Array = NONE;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next bytes without reading them: `count`, or fewer where the bytes end before. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.buffered.length < count) {
      const { done, value } = await this.source.next();
      if (done) break;
      this.buffered = this.buffered.length === 0 ? value : joined(this.buffered, value);
    }
    return this.buffered.subarray(0, count);
  }

  /** The next bytes, at least one and at most `most`; null at the end. */
  async next(most = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    if ((await this.peek(1)).length === 0) return null;
    const piece = this.buffered.subarray(0, most);
    this.buffered = this.buffered.subarray(piece.length);
    return piece;
  }

  /** All remaining bytes, or as many as `most`. */
  async *rest(most = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void> {
    for (let left = most; left > 0; ) {
      const piece = await this.next(left);
      if (!piece) return;
      left -= piece.length;
      yield piece;
    }
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The pieces of a stream. Leaving the loop early cancels the stream. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Releases the unread rest. Canceling a stream that has ended is not an error.
    reader.cancel().catch(() => {});
  }
}
