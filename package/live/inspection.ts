import { checkRun } from '../../cli/check';
import { report } from '../../cli/report';
import { toRecording } from '../../core/files/format/recording-model';
import { redact } from '../../core/files/redact/redact';
import { toReport } from '../../core/files/report';
import { PATCHES } from '../../protocol/patches';
import type {
  BoundedOptions,
  Budget,
  CheckResult,
  Connection,
  Estimate,
  LogEntry,
  Memory,
  Patch,
  Recording,
  Rtc,
  RunResult,
  Transceiver,
  Verdict,
} from '../types/inspection';
import { viewerHtml } from './assets';
import { overBudget } from './budget';
import { logOf, transceiversIn } from './lists';
import type { SourceLines } from './place';
import { runSteps } from './run';
import type { Session } from './session';
import { shortPlace, verdictOf } from './verdict';

/** What a driver adds to a session. */
export interface Driver {
  lines: SourceLines;
  memory(): Promise<Memory | null>;
  /** Takes away what the driver put into the page and its browser. */
  detach(): Promise<void>;
}

/** How long statistics take to come, ms: one getStats() of each connection. */
const SAMPLE_MS = 150;

/** What a test asks of a page. Shapes and words are documented in types/inspection.d.ts. */
export class Inspection implements Rtc {
  private disposed: Promise<void> | null = null;

  constructor(
    private readonly session: Session,
    private readonly driver: Driver,
  ) {}

  get ended(): Promise<string> {
    return this.session.ended;
  }

  get late(): number {
    return this.session.late;
  }

  get problems(): string[] {
    return this.session.problems.map(({ message, count }) => (count > 1 ? `${message} (${count} times)` : message));
  }

  async verdict(): Promise<Verdict> {
    await this.session.settle();
    const { lines } = this.driver;
    const problems = this.session.endedBecause ? [...this.problems, this.session.endedBecause] : this.problems;
    return verdictOf(this.session.toModel(), { lines, late: this.late, problems });
  }

  async connections(): Promise<Connection[]> {
    await this.session.settle();
    return report('', this.session.toModel()).connections;
  }

  async transceivers(): Promise<Transceiver[]> {
    await this.session.settle();
    return transceiversIn(this.session.documents);
  }

  async log(): Promise<LogEntry[]> {
    await this.session.settle();
    return logOf(this.session.documents);
  }

  async estimate(): Promise<Estimate> {
    await this.session.settle();
    const { idleEncoders, uncalibrated } = report('', this.session.toModel()).memory;
    const { mib, senders, unknown, text } = idleEncoders;
    return { ...mib, senders, unknown, text: `≈ ${text} (estimate)`, uncalibrated };
  }

  async memory(): Promise<Memory | null> {
    return this.session.endedBecause ? null : this.driver.memory();
  }

  async check(): Promise<CheckResult> {
    if (!this.session.endedBecause) {
      // Whether the last share encoded a frame is in its statistics.
      this.session.sampleNow();
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
    await this.session.settle();
    return checkRun(this.session.toModel());
  }

  async patch(to: Patch): Promise<void> {
    checkPatch(to);
    await this.session.setPatch(to);
  }

  run<T>(name: string, steps: () => T | Promise<T>, { memory = false } = {}): Promise<RunResult<T>> {
    return runSteps(this.session, name, steps, memory ? () => this.memory() : null);
  }

  async recording({ redact: redacted = true } = {}): Promise<Recording> {
    await this.session.settle();
    return this.collect(redacted) as unknown as Recording;
  }

  async report({ redact: redacted = true } = {}): Promise<string> {
    await this.session.settle();
    return toReport(viewerHtml(), this.collect(redacted));
  }

  async expectNoGrowth({ unknown = 'fail' }: BoundedOptions = {}): Promise<void> {
    const verdict = await this.verdict();
    if (isBounded(verdict, { unknown })) return;
    throw stackless(`${titleOf(verdict)}\n\n${indented(verdict.explanation)}\n`, this.expectNoGrowth);
  }

  async expectAtMost(budget: Budget): Promise<void> {
    const over = overBudget(await this.connections(), budget);
    if (over.length === 0) return;
    const { explanation } = await this.verdict();
    throw stackless(`${over.join('\n')}\n\n${indented(explanation)}\n`, this.expectAtMost);
  }

  dispose(): Promise<void> {
    this.disposed ??= (async () => {
      this.session.end('The inspection was disposed of: this is what was seen until then.');
      await this.driver.detach();
    })();
    return this.disposed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  private collect(redacted: boolean) {
    const recording = toRecording(this.session.toModel());
    return redacted ? redact(recording) : structuredClone(recording);
  }
}

/** @throws Error on a name that is no patch's */
export function checkPatch(name: unknown): asserts name is Patch {
  if (!PATCHES.includes(name as Patch)) throw new Error(`A patch is ${PATCHES.join(', ')}; not "${name}".`);
}

/** Whether a test may pass. */
export function isBounded({ state }: Pick<Verdict, 'state'>, { unknown = 'fail' }: BoundedOptions = {}): boolean {
  return state === 'stable' || (state === 'unknown' && unknown === 'pass');
}

/**
 * What is wrong, in a line: all that JUnit's and GitHub's overviews show, and without counts, so that they group.
 * No line may end with a place: Playwright would take it for a frame of the error's own stack, and its file for the test's.
 */
export function titleOf({ state, line }: Pick<Verdict, 'state' | 'line'>): string {
  if (state === 'growing') return `WebRTC resources pile up${line ? `: ${shortPlace(line)}.` : ''}`;
  return state === 'unknown' ? 'Too little to say whether WebRTC resources pile up' : 'Nothing piles up';
}

const indented = (text: string) => text.replace(/^/gm, '  ');

/** An error whose stack begins at the test's own line. */
function stackless(message: string, below: (...args: never[]) => unknown): Error {
  const error = new Error(message);
  Error.captureStackTrace?.(error, below);
  return error;
}
