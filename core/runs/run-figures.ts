import type { LogEntry } from '../../protocol/log';
import type { Patch, SourceType } from '../../protocol/state';
import { culpritOf, type Frame } from '../callsite/stack';
import type { Range } from '../estimate/totals';
import type { PublishFacts } from '../history/publish-facts';
import type { Subject } from '../history/subject';
import type { Reading, RunFlag } from '../model/types';
import { countReasons } from '../patches/reasons';
import { isWithin, type RunSpan, type Shares, sharesOf } from './publish-groups';
import { type Stand, type StandDocument, standsAt } from './snapshot-at';

export interface RunDocument extends StandDocument {
  log: readonly LogEntry[];
  /** Text of a call's stack. */
  stackOf(index: number | null): string | undefined;
}

/** What a comparison is made from; a Run of the store is one. */
export interface ComparableRun extends RunSpan {
  name: string;
  patch: Patch;
  flags: readonly RunFlag[];
  documents: readonly RunDocument[];
  readings: readonly Reading[];
}

/** How one run stood at the end of a publish of the subject, counting them from 1. */
export interface PublishPoint extends Stand {
  publish: number;
}

/** Values that were measured, and how many could not be. */
export interface Sample {
  values: number[];
  unknown: number;
}

export interface RunFigures {
  /** Publishes by subject. */
  publishes: ReadonlyMap<Subject, number>;
  /** Of the subject that is compared. */
  facts: PublishFacts[];
  points: PublishPoint[];
  /** What each further publish added; null where there were too few, or it is not known. */
  perPublish: { transceivers: number | null; mLines: number | null; sdpBytes: number | null; idle: Range | null };
  /** Idle ones of the kind when the run began. */
  idleBefore: number;
  negotiationMs: number[];
  noFrame: { yes: number; no: number; unknown: number };
  firstFrameMs: Sample & { within: number | null };
  fps: Sample;
  kbps: Sample;
  sizes: string[];
  codecs: string[];
  sources: (SourceType | null)[];
  connections: number;
  refusals: [reason: string, count: number][];
  readings: number[];
}

/** The figures of one run, as far as it was recorded. `subject`: whose publishes are compared. */
export function figuresOf(run: ComparableRun, subject: Subject | null, now: number): RunFigures {
  const all = sharesOf(run.documents, run);
  const publishes = new Map<Subject, number>();
  for (const { subject: of, facts } of all) publishes.set(of, (publishes.get(of) ?? 0) + facts.length);
  const shares = all.filter((each) => each.subject === subject);
  const end = run.to ?? now;
  const stands = shares.map((each) => standsOf(each, end));
  const facts = shares.flatMap((each) => each.facts).sort((a, b) => a.at - b.at);
  const entries = run.documents.flatMap(({ log }) => log.filter(({ at }) => isWithin(at, run)));
  const settled = facts.map((each) => each.settled);
  const times = sampleOf(facts.map((each) => each.firstFrameMs));
  return {
    publishes,
    facts,
    points: stands
      .flat()
      .sort((a, b) => a.at - b.at)
      .map((stand, i) => ({ ...stand, publish: i + 1 })),
    perPublish: perPublish(stands),
    idleBefore: shares.reduce((sum, each) => sum + idleBefore(each, run.from), 0),
    negotiationMs: shares.flatMap((each) => negotiationsOf(each, run)),
    noFrame: {
      yes: facts.filter((each) => each.noFrame === true).length,
      no: facts.filter((each) => each.noFrame === false).length,
      unknown: facts.filter((each) => each.noFrame === null).length,
    },
    firstFrameMs: { ...times, within: most(facts.map((each) => each.firstFrameWithin)) },
    fps: sampleOf(settled.map((each) => each?.fps ?? null)),
    kbps: sampleOf(settled.map((each) => each?.kbps ?? null)),
    sizes: distinct(facts.map(({ width, height }) => (width && height ? `${width}×${height}` : null))),
    codecs: distinct(facts.map(({ codec }) => codec?.replace(/^(audio|video)\//, '').toUpperCase() ?? null)),
    sources: [...new Set(facts.map(({ source }) => source))],
    connections: shares.length,
    refusals: countReasons(
      entries.flatMap((entry) => (entry.type === 'patch' && entry.outcome === 'refused' ? [entry] : [])),
    ),
    readings: readingsOf(run, facts.at(-1)?.at ?? run.from),
  };
}

/** Stacks to look through for a library: what publishes once, publishes again from the same place. */
const STACKS = 30;

/** The line of a recognised library that made publishing calls of a run; null where it made none. */
export function sdkFrame({ documents, ...span }: ComparableRun, sdk: string): Frame | null {
  for (const document of documents) {
    const calls = document.log.filter(
      (entry) => entry.type === 'call' && PUBLISHING.test(entry.name) && isWithin(entry.at, span),
    );
    const stacks = new Set(calls.map((entry) => (entry.type === 'call' ? entry.stack : null)));
    for (const index of [...stacks].slice(0, STACKS)) {
      const { sdk: frame } = culpritOf(document.stackOf(index));
      if (frame?.sdk === sdk) return frame;
    }
  }
  return null;
}

const PUBLISHING = /^add(Transceiver|Track|Stream)$/;

/** The subject of which both have most publishes; null where neither has any. */
export function subjectToCompare(runs: readonly ComparableRun[]): Subject | null {
  const counts = new Map<Subject, number>();
  for (const { subject, facts } of runs.flatMap((run) => sharesOf(run.documents, run))) {
    counts.set(subject, (counts.get(subject) ?? 0) + facts.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Of the connections on which it was published: a receiving one negotiates in its own way. */
function negotiationsOf({ document, connection }: Shares<RunDocument>, span: RunSpan): number[] {
  return document.log.flatMap((entry) =>
    entry.type === 'negotiated' && entry.ms !== null && entry.connection === connection && isWithin(entry.at, span)
      ? [entry.ms]
      : [],
  );
}

/** While each publish still sent, at its end: descriptions and samples of it are there by then. */
function standsOf({ document, connection, kind, facts }: Shares<StandDocument>, end: number): Stand[] {
  const times = facts.map((each, i) => Math.min(end, (each.endedAt ?? facts[i + 1]?.at ?? end + 1) - 1));
  return standsAt(document, connection, kind, inOrder(times));
}

const inOrder = (times: readonly number[]) => [...times].sort((a, b) => a - b);

function idleBefore({ document, connection, kind }: Shares<StandDocument>, from: number): number {
  return standsAt(document, connection, kind, [from])[0]!.idle;
}

function perPublish(groups: readonly Stand[][]): RunFigures['perPublish'] {
  const further = groups.reduce((sum, stands) => sum + Math.max(0, stands.length - 1), 0);
  const rise = (value: (stand: Stand) => number | null): number | null => {
    if (further === 0) return null;
    let sum = 0;
    for (const stands of groups) {
      const [first, last] = [value(stands[0]!), value(stands.at(-1)!)];
      if (first === null || last === null) return null;
      sum += last - first;
    }
    return sum / further;
  };
  const low = rise((stand) => stand.idleEncoders?.low ?? null);
  const high = rise((stand) => stand.idleEncoders?.high ?? null);
  return {
    transceivers: rise((stand) => stand.transceivers),
    mLines: rise((stand) => stand.mLines),
    sdpBytes: rise((stand) => stand.sdpBytes),
    idle: low === null || high === null ? null : { low, high },
  };
}

/** Readings after the last publish began, when all of the run is in them; where there are none, all. */
function readingsOf({ readings, ...span }: ComparableRun, lastPublish: number): number[] {
  const own = readings.filter(({ at }) => isWithin(at, span));
  const late = own.filter(({ at }) => at >= lastPublish);
  return (late.length > 0 ? late : own).map(({ mib }) => mib);
}

function sampleOf(values: readonly (number | null)[]): Sample {
  const known = values.filter((value) => value !== null);
  return { values: known, unknown: values.length - known.length };
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

const distinct = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
