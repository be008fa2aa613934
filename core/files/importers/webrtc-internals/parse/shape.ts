import * as v from 'valibot';
import { faultOf, placeOf } from '../../../../../protocol/issues';
import { parseBounded } from '../../../../../protocol/schema/parts';
import { BadFile } from '../../../fault';
import { isObject } from '../../../read/json';

/** Characters of all text in one dump, in which descriptions and series are text. */
const TOTAL_TEXT = 400_000_000;

/** Like v.object() and v.record(), but these two also accept lists. */
const noList = v.custom<object>(isObject, 'must be an object');
const object = <E extends v.ObjectEntries>(entries: E) => v.pipe(v.unknown(), noList, v.object(entries));
const record = <S extends v.GenericSchema>(value: S) => v.pipe(v.unknown(), noList, v.record(v.string(), value));

const optional = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));
/** Depending on its version, Chrome writes numbers as numbers or as text. */
const loose = v.union([v.string(), v.number(), v.boolean(), v.null()]);

const event = object({
  type: v.string(),
  value: v.optional(v.unknown()),
  /** Older versions: the local time as the customer's browser prints it. */
  time: optional(v.string()),
  /** Newer versions: epoch ms. */
  timestamp: optional(v.number()),
});

const series = object({
  startTime: optional(v.union([v.string(), v.number()])),
  endTime: optional(v.union([v.string(), v.number()])),
  statsType: optional(v.string()),
  /** A JSON list as text. */
  values: v.optional(v.union([v.string(), v.array(v.unknown())])),
});

const connection = object({
  pid: optional(loose),
  rid: optional(loose),
  url: optional(v.string()),
  rtcConfiguration: v.optional(v.unknown()),
  constraints: v.optional(v.unknown()),
  updateLog: v.optional(v.array(event)),
  stats: v.optional(record(series)),
});

const DUMP = object({
  PeerConnections: record(connection),
  UserAgent: optional(v.string()),
  UserAgentData: v.optional(v.unknown()),
  deviceMemory: optional(loose),
  hardwareConcurrency: optional(loose),
  timestamp: optional(loose),
  getUserMedia: v.optional(v.unknown()),
});

export type Dump = v.InferOutput<typeof DUMP>;
export type DumpConnection = Dump['PeerConnections'][string];
export type DumpEvent = NonNullable<DumpConnection['updateLog']>[number];

/**
 * Validates the outer structure of a webrtc_internals_dump. The texts in it are parsed later, and
 * unusable ones are left out, because Chrome changes them from version to version.
 * @throws {BadFile} naming the first thing that is wrong and its place
 */
export function readDump(input: unknown): Dump {
  const result = parseBounded(DUMP, input, TOTAL_TEXT);
  if (result.success) {
    if (Object.keys(result.output.PeerConnections).length > 0) return result.output;
    throw new BadFile(
      'This webrtc-internals dump holds no peer connection: chrome://webrtc-internals has to be open before the call, and the dump made before leaving it.',
    );
  }
  const issue = result.issues[0];
  throw new BadFile(`This webrtc-internals dump is damaged: "${placeOf(issue)}" ${faultOf(issue)}.`);
}
