const MB = 1024 * 1024;
/** Limit of a file's size. */
export const MAX_FILE_SIZE = 200 * MB;
/** A smaller text is written without gzip, so that an editor can open it. */
const MAX_PLAIN = 256 * 1024;

export interface ReadOptions {
  signal?: AbortSignal;
  /** `share` of the file that was read, 0 to 1. */
  onProgress?(share: number): void;
  /**
   * Processor time of this program so far, in ms. With it a file is refused that takes too much of it. A browser does
   * not tell it, and time that passes would count what other programs do: there the user sees that it works, and may
   * cancel.
   */
  processorTime?(): number;
}

/** A Blob, or a file on disk. */
export interface FileSource {
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** A text as the content of a file, with gzip if it is large. */
export async function pack(text: string): Promise<Blob> {
  const plain = new Blob([text], { type: 'application/json' });
  if (plain.size <= MAX_PLAIN) return plain;
  const packed = plain.stream().pipeThrough(new CompressionStream('gzip'));
  return new Blob([await new Response(packed).arrayBuffer()], { type: 'application/gzip' });
}
