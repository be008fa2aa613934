import { estimateOf } from '../estimate/memory';
import type { Range } from '../estimate/totals';
import { type Publish, publishesOf } from '../history/publishes';
import type { Subject } from '../history/subject';
import type { SdpReading } from '../model/data';
import type { Evidence } from '../verdict/evidence';

/** What one publish adds; null is unknown. */
export interface Price {
  transceivers: number | null;
  /** MiB of the encoder behind it, an estimate. */
  mib: Range | null;
  /** Of the connection's local description. */
  sdpBytes: number | null;
}

/** What the next publish will add, and what the last one did. */
export interface NextPublish {
  subject: Subject;
  expected: Price;
  /** Null before the second publish. */
  last: { expected: Price; actual: Price } | null;
}

interface Source {
  evidence: Evidence;
  sdp: readonly SdpReading[];
}

/** So many publishes have to agree. */
const AGREE = 3;

/** @returns null where too little was published to say */
export function nextPublishOf(source: Source, connection: number, subject: Subject): NextPublish | null {
  const { steps, since, switchedAt, patch } = source.evidence;
  const from = Math.max(since, switchedAt ?? 0);
  const publishes = publishesOf(steps)
    .filter((group) => group.connection === connection)
    .flatMap((group) => group.publishes)
    .filter((each) => each.subject === subject && each.at >= from);
  const readings = source.sdp.filter((each) => each.connection === connection);
  const at = (n: number) => expectedAt(source, publishes, readings, n);
  if (publishes.length === 0) {
    return patch === 'reuse' ? { subject, expected: NOTHING, last: null } : null;
  }
  const n = publishes.length - 1;
  return {
    subject,
    expected: at(publishes.length),
    last: n === 0 ? null : { expected: at(n), actual: actualOf(source, publishes[n]!, readings) },
  };
}

const NOTHING: Price = { transceivers: 0, mib: { low: 0, high: 0 }, sdpBytes: null };

/** What publish n was to add, from those before it. */
function expectedAt(
  { evidence }: Source,
  publishes: readonly Publish[],
  readings: readonly SdpReading[],
  n: number,
): Price {
  const before = publishes.slice(Math.max(0, n - AGREE), n);
  const adding = before.filter(({ added }) => added);
  const transceivers = adding.length === before.length ? 1 : adding.length === 0 ? 0 : null;
  if (transceivers === 0) return NOTHING;
  const known = adding.map((publish) => mibOf(evidence, publish)).filter((each) => each !== null);
  const until = publishes[n]?.at ?? Number.POSITIVE_INFINITY;
  return { transceivers, mib: known.at(-1) ?? null, sdpBytes: lastGrowth(readings.filter(({ at }) => at < until)) };
}

function actualOf({ evidence }: Source, publish: Publish, readings: readonly SdpReading[]): Price {
  const { added, at } = publish;
  const before = readings.findLast((each) => each.at < at);
  const after = readings.find((each) => each.at >= at && (each.mLines ?? 0) > (before?.mLines ?? 0));
  const sdpBytes = added && before && after ? perLine(before, after) : null;
  return { transceivers: added ? 1 : 0, mib: added ? mibOf(evidence, publish) : { low: 0, high: 0 }, sdpBytes };
}

function mibOf({ transceivers }: Evidence, { transceiver }: Publish): Range | null {
  const state = transceivers.get(transceiver);
  const estimate = state && estimateOf(state);
  return estimate?.state === 'known' ? { low: estimate.low, high: estimate.high } : null;
}

/** Bytes of an m-line, by the last time that there was one more. */
function lastGrowth(readings: readonly SdpReading[]): number | null {
  for (let i = readings.length - 1; i > 0; i--) {
    const bytes = perLine(readings[i - 1]!, readings[i]!);
    if (bytes !== null) return bytes;
  }
  return null;
}

/** Null where no m-line was added, or only the first ones. */
function perLine(before: SdpReading, after: SdpReading): number | null {
  if (!before.mLines || before.bytes === null || after.mLines === null || after.bytes === null) return null;
  const lines = after.mLines - before.mLines;
  return lines > 0 ? (after.bytes - before.bytes) / lines : null;
}

/** Whether an expectation was met; null where that is not known. */
export interface Checked {
  transceivers: boolean | null;
  mib: boolean | null;
  sdpBytes: boolean | null;
}

/** A quarter either way, and what a mid of one digit more adds to the SDP. */
const TOLERANCE = 0.25;
const FEW_BYTES = 200;

export function checkLast({ last }: NextPublish): Checked {
  if (!last) return { transceivers: null, mib: null, sdpBytes: null };
  const { expected, actual } = last;
  const close = (a: number, b: number, least: number) => Math.abs(a - b) <= Math.max(least, TOLERANCE * Math.abs(a));
  return {
    transceivers:
      expected.transceivers === null || actual.transceivers === null
        ? null
        : expected.transceivers === actual.transceivers,
    mib: expected.mib && actual.mib && close(middle(expected.mib), middle(actual.mib), 1),
    sdpBytes:
      expected.sdpBytes === null || actual.sdpBytes === null
        ? null
        : close(expected.sdpBytes, actual.sdpBytes, FEW_BYTES),
  };
}

const middle = ({ low, high }: Range) => (low + high) / 2;
