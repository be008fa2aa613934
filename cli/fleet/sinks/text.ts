import { integer } from '../../../core/text/format';
import { print } from '../../../tooling/node/terminal.mjs';
import { toLines } from '../../print/text';
import type { Answer } from '../answer';
import type { Sink } from './sink';

/** So many of what was left out are named. */
const MAX_NAMED = 20;

/** One text after the other, for people; what was left out goes to standard error. */
export class TextSink implements Sink {
  private some = false;
  private skipped = 0;

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly err: NodeJS.WriteStream,
  ) {}

  add({ entry, run }: Answer): void {
    if ('skipped' in entry) {
      this.skipped += 1;
      if (this.skipped <= MAX_NAMED) print(this.err, [`${entry.path}: skipped, ${entry.skipped}.`]);
    }
    if (!run) return;
    print(this.out, [...(this.some ? [''] : []), ...toLines(run)]);
    this.some = true;
  }

  end(): void {
    const more = this.skipped - MAX_NAMED;
    if (more > 0) print(this.err, [`… and ${integer(more)} more skipped.`]);
  }
}
