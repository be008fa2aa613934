const MAX_BITS = 24;
const MIN_BITS = 10;

/** An approximate set of the hashes seen so far, in bounded memory: the number of bits depends on the text's size. */
export class SeenHashes {
  private readonly bits: number;
  private readonly marks: Uint32Array;

  /** @param size bytes of the text */
  constructor(size: number) {
    this.bits = Math.min(MAX_BITS, Math.max(MIN_BITS, 32 - Math.clz32(size)));
    this.marks = new Uint32Array(1 << (this.bits - 5));
  }

  isNew(hash: number): boolean {
    const mixed = Math.imul(hash ^ (hash >>> 16), 0x9e3779b1) >>> (32 - this.bits);
    const bit = 1 << (mixed & 31);
    const slot = mixed >>> 5;
    if (this.marks[slot]! & bit) return false;
    this.marks[slot]! |= bit;
    return true;
  }
}
