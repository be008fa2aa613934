/** What is read of Playwright's JSON report. */
export interface PlaywrightReport {
  suites?: Suite[];
  /** What went wrong outside of any test. */
  errors?: Message[];
}

interface Message {
  message?: string;
}

interface Suite {
  title: string;
  file: string;
  specs?: Spec[];
  suites?: Suite[];
}

interface Spec {
  title: string;
  file: string;
  tests: { status: string; results: { error?: Message; errors?: Message[] }[] }[];
}

export interface Failure {
  /** Path in e2e/. */
  file: string;
  title: string;
  /** First line of the error; of a time-out also what was waited for. */
  error: string;
}

export interface TestResults {
  /** Those that passed at the second try included. */
  passed: number;
  skipped: number;
  failures: Failure[];
  /** Failed once, passed when tried again; with the error of the first try. */
  flaky: Failure[];
}

const MAX_ERROR = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colors begin with ESC.
const COLOR_CODES = /\u001b\[[\d;]*m/g;

function firstLine(message: string | undefined): string {
  const line = (message ?? 'no message').replace(COLOR_CODES, '').split('\n')[0]!.trim();
  return line.length > MAX_ERROR ? `${line.slice(0, MAX_ERROR)}…` : line;
}

const WAITED_FOR = /^\s*- (waiting for .*)$/m;

function errorOf(result: Spec['tests'][number]['results'][number] | undefined): string {
  const first = firstLine(result?.error?.message);
  // Of a time-out the first error says how long it was, and the next one what for.
  const [, waited] = first.startsWith('Test timeout')
    ? ((result?.errors ?? [])
        .map(({ message }) => WAITED_FOR.exec(message?.replace(COLOR_CODES, '') ?? ''))
        .find(Boolean) ?? [])
    : [];
  return waited ? `${first} It was ${firstLine(waited)}` : first;
}

/** Counts, and the failed tests by name; a report that is not there at all is a failure, too. */
export function readResults(report: PlaywrightReport | null): TestResults {
  if (!report) {
    const error = 'The tests ended without a report.';
    return { passed: 0, skipped: 0, failures: [{ file: '', title: 'the run itself', error }], flaky: [] };
  }
  const results: TestResults = { passed: 0, skipped: 0, failures: [], flaky: [] };
  for (const { message } of report.errors ?? []) {
    results.failures.push({ file: '', title: 'outside of a test', error: firstLine(message) });
  }
  const walk = (suite: Suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const failureAt = (i: number): Failure => {
          return { file: spec.file, title: spec.title, error: errorOf(test.results.at(i)) };
        };
        if (test.status === 'skipped') results.skipped += 1;
        else if (test.status === 'unexpected') results.failures.push(failureAt(-1));
        else {
          results.passed += 1;
          if (test.status === 'flaky') results.flaky.push(failureAt(0));
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites ?? []) walk(suite);
  return results;
}

/** A line for each failed and each flaky test; nothing where all passed at once. */
export function failureLines({ failures, flaky }: TestResults): string[] {
  const line = (word: string) => (failure: Failure) =>
    `${word}: ${[failure.file, failure.title, failure.error].filter(Boolean).join(' › ')}`;
  return [...failures.map(line('failed')), ...flaky.map(line('passed when tried again'))];
}
