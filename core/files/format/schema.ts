import * as v from 'valibot';
import { faultOf, placeOf } from '../../../protocol/issues';
import { logEntry } from '../../../protocol/schema/log';
import { count, finite, list, orNull, parseBounded, short } from '../../../protocol/schema/parts';
import { connection, transceiver } from '../../../protocol/schema/state';
import { BOUNDS } from '../../model/schema/bounds';
import { document, series } from '../../model/schema/document';
import { history } from '../../model/schema/history';
import { environment, reading, run } from '../../model/schema/runs';
import { BadFile } from '../fault';
import { INNER_BOUNDS } from '../read/json';
import type { JsonBounds } from '../scan/bounds';
import { SOURCE_NAMES } from '../sources';
import { migrate } from './migrate';
import { FORMAT, FORMAT_VERSION, type Recording } from './recording';

const MB = 1024 * 1024;

/**
 * Limits of a recording or dump, counted before it is parsed. The numbers of series have a limit of
 * their own, because they are many and cheap: 480 MB are seven documents with full series. The rest of
 * a 200 MB file stays within the other limit, because it is mostly text.
 */
export const FILE_BOUNDS: JsonBounds = {
  depth: 32,
  text: 16 * MB,
  list: BOUNDS.points,
  object: 200_000,
  memory: 320 * MB,
  columns: 480 * MB,
  // The texts in a dump are JSON again.
  within: { members: ['PeerConnections', 'getUserMedia'], bounds: INNER_BOUNDS },
};

/** One kind of data that was removed before the file was written. */
export const removed = v.object({ what: short, count });

/** Version 1 of the file format. docs/recording.schema.json is generated from it. */
export const RECORDING_SCHEMA = v.object({
  format: v.literal(FORMAT),
  version: v.literal(FORMAT_VERSION),
  /** Name and version of the program that wrote the file. */
  generator: short,
  /** Where the data comes from. */
  source: v.picklist(SOURCE_NAMES),
  /** End of the recording, epoch ms. */
  savedAt: finite,
  environment,
  /** What redaction removed; null if the recording was not redacted. */
  redacted: orNull(list(removed, BOUNDS.removed)),
  runs: list(run, BOUNDS.runs),
  readings: list(reading, BOUNDS.readings),
  documents: list(document, BOUNDS.documents),
});

/** Named parts of the JSON Schema. */
export const RECORDING_PARTS = {
  environment,
  run,
  reading,
  document,
  connection,
  transceiver,
  logEntry,
  history,
  series,
};

/**
 * Validates a file of our own format, and migrates an older version.
 * @throws {BadFile} naming the first thing that is wrong and its place
 */
export function readRecording(input: unknown): Recording {
  const current = migrate(input);
  const result = parseBounded(RECORDING_SCHEMA, current, BOUNDS.totalText);
  if (!result.success) {
    const issue = result.issues[0];
    throw new BadFile(`This recording is damaged: "${placeOf(issue)}" ${faultOf(issue)}.`);
  }
  const recording: Recording = result.output;
  checkSeries(recording);
  return recording;
}

function checkSeries({ documents }: Recording): void {
  documents.forEach(({ series }, d) =>
    series.forEach(({ at, bytesSent, framesEncoded, width, height, fps }, s) => {
      if ([bytesSent, framesEncoded, width, height, fps].every((each) => each.length === at.length)) return;
      throw new BadFile(`This recording is damaged: the columns of "documents[${d}].series[${s}]" differ in length.`);
    }),
  );
}
