import { type ChildProcess, fork } from 'node:child_process';
import { type Answer, answerWithout, type Question } from '../answer';
import type { Found } from '../files';
import type { Done, Task } from './worker';

/** No file takes so many ms: reading one of 200 MB takes half a minute. */
const MAX_TASK_MS = 600_000;
/** A process that has grown to so many bytes is replaced, so that one large file does not stay in memory. */
const MAX_KEPT_RSS = 512 * 1024 * 1024;

/**
 * Processes that analyze files side by side. Processes, not threads: one that runs out of memory, or that
 * has to be killed, takes nothing with it but its own file.
 */
export class Pool {
  private readonly idle: ChildProcess[] = [];
  private readonly waiting: ((child: ChildProcess) => void)[] = [];
  private started = 0;

  /** @param file the JavaScript that a process runs (worker.ts, compiled) */
  constructor(
    private readonly file: string,
    private readonly size: number,
    private readonly question: Question,
  ) {}

  /** Never rejects. */
  async run(entry: Found): Promise<Answer> {
    const child = await this.take();
    return new Promise((resolve) => {
      const end = (answer: Answer, usable: boolean) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (usable) this.give(child);
        else this.drop(child);
        resolve(answer);
      };
      const timer = setTimeout(
        () => end(answerWithout(entry, `reading it takes more than ${MAX_TASK_MS / 60_000} minutes.`), false),
        MAX_TASK_MS,
      );
      child.on('message', ({ answer, rss }: Done) => end(answer, rss < MAX_KEPT_RSS));
      child.on('error', (error) => end(answerWithout(entry, `it could not be analyzed: ${error.message}.`), false));
      child.on('exit', (code, signal) => {
        const how = `the process that analyzed it ended (${signal ?? `code ${code}`})`;
        end(answerWithout(entry, `${how}, as it does where memory runs out.`), false);
      });
      child.send({ entry, question: this.question } satisfies Task);
    });
  }

  /** Ends all processes. */
  close(): void {
    for (const child of this.idle.splice(0)) this.drop(child);
  }

  private async take(): Promise<ChildProcess> {
    const child = this.idle.pop();
    if (child) return child;
    if (this.started < this.size) return this.start();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private start(): ChildProcess {
    this.started += 1;
    return fork(this.file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  private give(child: ChildProcess): void {
    const next = this.waiting.shift();
    if (next) next(child);
    else this.idle.push(child);
  }

  private drop(child: ChildProcess): void {
    child.removeAllListeners();
    child.on('error', () => {});
    child.kill('SIGKILL');
    this.started -= 1;
    if (this.waiting.length > 0) this.waiting.shift()!(this.start());
  }
}
