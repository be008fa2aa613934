import { integer } from '../../../core/text/format';
import { print } from '../../../tooling/node/terminal.mjs';

/** A log gets a line after so many ms, a terminal a new bar. */
const LINE_MS = 10_000;
const BAR_MS = 200;
const BAR_WIDTH = 24;

/** What is said on standard error while many files are analyzed: a bar on a terminal, else a line now and then. */
export class Progress {
  private readonly started = performance.now();
  private shown = performance.now();
  private readonly isTerminal: boolean;
  private hasBar = false;
  private done = 0;
  /** Files in all; null until they are counted. */
  total: number | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.isTerminal = stream.isTTY === true && !process.env.CI;
  }

  add(): void {
    this.done += 1;
    const now = performance.now();
    if (now - this.shown < (this.isTerminal ? BAR_MS : LINE_MS)) return;
    this.shown = now;
    if (this.isTerminal) this.stream.write(`\r\u001b[K${this.bar()}${this.text()}`);
    else print(this.stream, [this.text()]);
    this.hasBar = this.isTerminal;
  }

  /** Takes the bar away, so that lines can be written. */
  clear(): void {
    if (this.hasBar) this.stream.write('\r\u001b[K');
    this.hasBar = false;
  }

  private text(): string {
    const seconds = (performance.now() - this.started) / 1000;
    const rate = this.done / seconds;
    const { total } = this;
    if (total === null) return `${integer(this.done)} files, ${rate.toFixed(1)} a second`;
    const left = Math.max(0, total - this.done) / rate;
    const wait = left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`;
    return `${integer(this.done)} of ${integer(total)} files, ${rate.toFixed(1)} a second, ${wait} left`;
  }

  private bar(): string {
    if (!this.total) return '';
    const full = Math.min(BAR_WIDTH, Math.round((this.done / this.total) * BAR_WIDTH));
    return `[${'#'.repeat(full)}${' '.repeat(BAR_WIDTH - full)}] `;
  }
}
