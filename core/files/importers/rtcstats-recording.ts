import { MAX_TIME_MS } from '../../../protocol/limits';
import { BadFile, tooMuchSentence } from '../fault';
import { describeRecording, type RecordingModel } from '../format/recording-model';
import type { ReplayedPage } from '../jsep/page';
import { isObject, numberOf, textOf } from '../read/json';
import { OutOfBounds } from '../scan/bounds';
import type { RecordingSource } from '../sources';
import type { RtcstatsLine, RtcstatsLines } from './rtcstats-lines';

type Environment = RecordingModel['environment'];

/** What a line about the page tells of the browser: of `create`, `connectionInfo` or the header. */
export function environmentIn(environment: Environment, value: unknown): void {
  if (!isObject(value)) return;
  environment.userAgent ??= textOf(value.userAgent, 1000);
  environment.platform ??= isObject(value.userAgentData) ? textOf(value.userAgentData.platform) : null;
  const memory = numberOf(value.deviceMemory);
  const cores = numberOf(value.hardwareConcurrency);
  if (memory !== null && memory >= 0) environment.deviceMemoryGiB ??= memory;
  if (cores !== null && cores >= 0) environment.cores ??= cores;
}

export const noEnvironment = (): Environment => ({
  inspector: null,
  userAgent: null,
  platform: null,
  deviceMemoryGiB: null,
  cores: null,
});

/** Runs `work` on a line. @throws {BadFile} if it exceeds a limit */
export function onLine(line: RtcstatsLine, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    throw new BadFile(tooMuchSentence(`${error.message} (line ${line.number})`));
  }
}

/** The result of a file of one page. @param notes what it does not tell, in sentences */
export function recordingOfPage(
  page: ReplayedPage,
  about: { source: RecordingSource; what: string; end: number; environment: Environment; notes: readonly string[] },
): RecordingModel {
  const { source, what, end, environment, notes } = about;
  page.setBrowser(environment.userAgent);
  const model = page.finish(end, what);
  model.notes = notes;
  const savedAt = Math.abs(end) < MAX_TIME_MS ? end : 0;
  return { ...describeRecording({ runs: [], readings: [], environment, savedAt, source }), documents: [model] };
}

/** What is wrong with the lines, and what was left out. */
export function notesOn(lines: RtcstatsLines, page: ReplayedPage): string[] {
  const count = page.leftOut.size;
  return count === 0 ? lines.faults : [...lines.faults, `${count} more connections of the file are left out.`];
}
