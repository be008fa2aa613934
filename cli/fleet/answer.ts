import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Calibration } from '../../core/files/calibration/schema';
import { BadFile } from '../../core/files/fault';
import type { RecordingModel } from '../../core/files/format/recording-model';
import { openAll, type Part } from '../../core/files/read/open';
import { SOURCES } from '../../core/files/sources';
import { resultOfRecording } from '../../core/findings/full-result';
import { applyCalibration } from '../../core/model/calibrate';
import { checkRun } from '../check';
import { blindTo, fails, type Gate } from '../gate';
import { type RunReport, report } from '../report';
import { processorTime, sourceOf } from '../source';
import type { Entry, Found } from './files';
import type { Row } from './rows/row';
import { type FileFacts, rowsOf, rowWithout } from './rows/rows';

/** What is asked of each file. Plain data, so that it can go to another process. */
export interface Question {
  /** Also the acceptance check: anything but PASS fails. */
  check: boolean;
  /** What else lets a file fail. */
  failOn: readonly Gate[];
  /** What the answer holds: the report of the file, or its rows (and so the file's hash). */
  as: 'run' | 'rows';
  /** Source of the regular expression that finds the app's version in a URL or path. */
  appVersion: string | null;
  /** Estimates are by it where it fits the file; null: by the built-in coefficients. */
  calibration: Calibration | null;
}

/** What came out of one file, as plain data. */
export interface Answer {
  entry: Entry;
  /** Null where it was not asked for, left out or not readable. */
  run: RunReport | null;
  /** Empty where they were not asked for. */
  rows: Row[];
  /** Why it could not be read. */
  problem: string | null;
  /** Sentences on what was asked for with --fail-on and can't be told. */
  blind: string[];
  failed: boolean;
  /** What came out of the other recordings in the file: an archive holds several. */
  others: Answer[];
}

/** Analyzes one file. Never throws: what goes wrong is a sentence of the answer. */
export async function answerOf(
  entry: Found,
  question: Question,
  onProgress?: (share: number) => void,
): Promise<Answer> {
  const facts: FileFacts = { sha256: null, size: entry.size, modified: entry.modified };
  try {
    const source = await sourceOf(entry.path);
    if (question.as === 'rows' && entry.size !== null) facts.sha256 = await sha256Of(entry.path);
    const parts = await openAll(source, { onProgress, processorTime });
    // Whoever resumes finds the file by its last part: then all are there.
    const answers = parts.map((part, i) =>
      answerOfPart(part, parts.length > 1 ? { ...entry, path: pathOf(entry, part) } : entry, question, {
        ...facts,
        ...(i < parts.length - 1 ? { sha256: null, size: null } : {}),
      }),
    );
    return { ...answers[0]!, others: answers.slice(1) };
  } catch (error) {
    return answerWithout(entry, sentenceOf(error), facts);
  }
}

/** A part of a file by its path in it. */
const pathOf = ({ path }: Found, { name }: Part) => `${path}: ${(name ?? '').slice(0, 200)}`;

function answerOfPart(part: Part, entry: Found, question: Question, facts: FileFacts): Answer {
  if ('fault' in part) return answerWithout(entry, part.fault.message, facts);
  return answerOfRecording(part.recording, entry, question, facts);
}

function answerOfRecording(recording: RecordingModel, entry: Found, question: Question, facts: FileFacts): Answer {
  const { check, failOn, appVersion, calibration } = question;
  const asRows = question.as === 'rows';
  const applied = applyCalibration(recording, calibration);
  const result = resultOfRecording(recording);
  const plain = report(entry.path, recording, result, applied);
  const run = check ? { ...plain, check: checkRun(recording) } : plain;
  const expression = appVersion === null ? null : new RegExp(appVersion);
  return {
    entry,
    run: asRows ? null : run,
    rows: asRows ? rowsOf(run, recording, result, facts, expression) : [],
    problem: null,
    blind: blindTo(run, failOn).map((gate) => blindSentence(run, gate)),
    failed: (check && run.check?.verdict !== 'PASS') || failOn.some((gate) => fails(run, gate)),
    others: [],
  };
}

/** The answer for what was not analyzed. @param problem null where it was left out on purpose */
export function answerWithout(entry: Entry, problem: string | null, facts?: FileFacts): Answer {
  const known = 'size' in entry ? { size: entry.size, modified: entry.modified } : { size: null, modified: null };
  const row = rowWithout(entry, problem, facts ?? { sha256: null, ...known });
  return { entry, run: null, rows: [row], problem, blind: [], failed: false, others: [] };
}

/** In hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece);
  return hash.digest('hex');
}

const blindSentence = ({ file, source }: RunReport, gate: Gate) =>
  `${file}: a ${SOURCES[source].title} does not tell of "${gate}" (--fail-on).`;

/** Nothing that goes wrong with a file is worth a stack: it is a sentence for the user. */
function sentenceOf(error: unknown): string {
  if (error instanceof BadFile) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const why = { ENOENT: 'there is no such file.', EISDIR: 'this is a folder.', EACCES: 'it may not be read.' };
  return why[code as keyof typeof why] ?? message ?? String(error);
}
