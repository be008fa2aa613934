import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type FileSource, MAX_FILE_SIZE } from '../core/files/pack';

/**
 * A file on the disk, read piece by piece; a pipe, which can't be read twice, is read first.
 * @throws NodeJS.ErrnoException
 */
export async function sourceOf(file: string): Promise<FileSource> {
  const info = await stat(file);
  if (info.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  await access(file, constants.R_OK);
  if (!info.isFile() || info.size === 0) return readPipe(file);
  return {
    size: info.size,
    stream: () => Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
  };
}

async function readPipe(file: string): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of createReadStream(file)) {
    pieces.push(piece);
    size += piece.length;
    // Too large by now, and it may have no end.
    if (size > MAX_FILE_SIZE) break;
  }
  return new Blob(pieces);
}

/** Processor time of this process so far, in ms. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
