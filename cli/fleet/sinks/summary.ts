import { print } from '../../../tooling/node/terminal.mjs';
import type { Answer } from '../answer';
import { Summing } from '../rows/summary';
import { summaryLines } from '../rows/summary-text';
import type { Sink } from './sink';

/** The summary over all files, at the end. */
export class SummarySink implements Sink {
  readonly sum = new Summing();

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly json: boolean,
  ) {}

  add({ rows }: Answer): void {
    for (const row of rows) this.sum.add(row);
  }

  end(): void {
    const summary = this.sum.result();
    print(this.stream, this.json ? JSON.stringify(summary, null, 2).split('\n') : summaryLines(summary));
  }
}
