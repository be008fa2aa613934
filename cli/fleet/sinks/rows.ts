import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { printable } from '../../../tooling/node/terminal.mjs';
import type { Answer } from '../answer';
import type { Sink } from './sink';

/** Rows as NDJSON, each as soon as its file is done. What is unsafe on a terminal is written as JSON's own escape. */
export class RowsSink implements Sink {
  /** @param own whether the stream is ended with the rows */
  constructor(
    private readonly stream: NodeJS.WriteStream | WriteStream,
    private readonly own: boolean,
  ) {}

  async add({ rows }: Answer): Promise<void> {
    const text = rows.map((row) => `${printable(JSON.stringify(row))}\n`).join('');
    if (!this.stream.write(text)) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    if (!this.own) return;
    this.stream.end();
    await once(this.stream, 'finish');
  }
}
