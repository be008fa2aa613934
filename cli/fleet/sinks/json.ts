import { print } from '../../../tooling/node/terminal.mjs';
import type { Answer } from '../answer';
import type { Sink } from './sink';

/** One JSON object (docs/analyze.md), written run by run so that the runs are never held together. */
export class JsonSink implements Sink {
  private some = false;
  private readonly unreadable: { file: string; problem: string }[] = [];
  private readonly skipped: { file: string; why: string }[] = [];

  constructor(private readonly stream: NodeJS.WriteStream) {}

  add({ entry, run, problem }: Answer): void {
    if (problem !== null) this.unreadable.push({ file: entry.path, problem });
    if ('skipped' in entry) this.skipped.push({ file: entry.path, why: entry.skipped });
    if (run) this.write(run);
  }

  end(): void {
    const [, ...rest] = JSON.stringify(this.after(), null, 2).split('\n');
    print(this.stream, this.some ? ['    }', '  ],', ...rest] : ['{', '  "runs": [],', ...rest]);
  }

  /** Without its last bracket, since what follows it depends on whether there is another. */
  private write(run: object): void {
    const lines = JSON.stringify({ runs: [run] }, null, 2)
      .split('\n')
      .slice(2, -3);
    print(this.stream, [...(this.some ? ['    },'] : ['{', '  "runs": [']), ...lines]);
    this.some = true;
  }

  /** `skipped` is there where anything was. */
  private after(): object {
    const { unreadable, skipped } = this;
    return skipped.length > 0 ? { unreadable, skipped } : { unreadable };
  }
}
