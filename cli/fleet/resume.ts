import { createReadStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import * as v from 'valibot';
import { UserError } from '../../tooling/node/user-error.mjs';
import { sha256Of } from './answer';
import type { Entry } from './files';
import { type FileRow, ROW, ROW_VERSION, type Row } from './row';

const LINE_END = 0x0a;

/** The files that an output holds already. */
export class Earlier {
  private readonly states = new Set<string>();
  private readonly hashes = new Set<string>();
  private readonly sizes = new Set<number>();
  /** How many of them could not be read. */
  problems = 0;

  add(row: FileRow): void {
    this.states.add(stateOf(row.file, row.size, row.modified));
    if (row.problem !== null) this.problems += 1;
    if (row.sha256 === null || row.size === null) return;
    this.hashes.add(row.sha256);
    this.sizes.add(row.size);
  }

  /** Whether an entry's rows are there: by path, size and time, or else by its content. */
  async has(entry: Entry): Promise<boolean> {
    const { size, modified } = 'size' in entry ? entry : { size: null, modified: null };
    if (this.states.has(stateOf(entry.path, size, modified))) return true;
    // A file of another size has another content.
    if (size === null || !this.sizes.has(size)) return false;
    return this.hashes.has(await sha256Of(entry.path).catch(() => ''));
  }
}

const stateOf = (path: string, size: number | null, modified: number | null) => JSON.stringify([path, size, modified]);

/**
 * Reads what an interrupted run has written, and cuts off the rows of a file that was not finished.
 * @param onRow gets each row that stays
 * @throws {UserError} where the file holds something else than such rows
 */
export async function resume(file: string, onRow: (row: Row) => void): Promise<Earlier> {
  const earlier = new Earlier();
  let complete = 0;
  let unfinished: Row[] = [];
  for await (const { line, end, number } of linesOf(file)) {
    const row = rowIn(line);
    if (!row) {
      throw new UserError(
        `${file}, line ${number}: this is no row of version ${ROW_VERSION}, so nothing can be added to it. Give another file with --out.`,
      );
    }
    unfinished.push(row);
    if (row.kind === 'connection' || !isComplete(row)) continue;
    for (const each of unfinished) onRow(each);
    unfinished = [];
    earlier.add(row);
    complete = end;
  }
  await truncate(file, complete);
  return earlier;
}

/** An archive has a row for each of its recordings, of which the last has the archive's size. */
const isComplete = ({ size, modified }: FileRow) => size !== null || modified === null;

function rowIn(line: string): Row | null {
  try {
    const row: unknown = JSON.parse(line);
    return v.is(ROW, row) ? row : null;
  } catch {
    return null;
  }
}

/** The whole lines of a file: one without an end was cut off, and is no line. `end` counts bytes. */
async function* linesOf(file: string): AsyncGenerator<{ line: string; end: number; number: number }, void, void> {
  let rest: Buffer[] = [];
  let end = 0;
  let number = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, from)) {
      const bytes = Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      from = at + 1;
      end += bytes.length + 1;
      number += 1;
      yield { line: bytes.toString('utf8'), end, number };
    }
    rest.push(chunk.subarray(from));
  }
}
