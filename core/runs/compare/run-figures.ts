import type { LogEntry } from '../../../protocol/log';
import type { Patch, SourceType } from '../../../protocol/state';
import { culpritOf, type Frame } from '../../callsite/stack';
import type { Range } from '../../estimate/totals';
import type { Subject } from '../../history/subject';
import type { PublishFacts } from '../../model/data';
import type { Environment, Reading, RunFlag } from '../../model/types';
import { countReasons } from '../../patches/reasons';
import { isWithin, type PublishGroup, publishGroupsOf, type RunSpan } from './publish-groups';
import { type ConnectionSnapshot, type SnapshotDocument, snapshotsAt, sumSnapshots } from './snapshot-at';

export interface RunDocument extends SnapshotDocument {
  log: readonly LogEntry[];
  /** Text of a call's stack. */
  stackOf(index: number | null): string | undefined;
}

/** The data of a run that a comparison needs. */
export interface ComparableRun extends RunSpan {
  name: string;
  patch: Patch;
  flags: readonly RunFlag[];
  documents: readonly RunDocument[];
  readings: readonly Reading[];
  /** URLs of its pages. */
  pages?: readonly string[];
  /** What it was recorded in. */
  environment?: Pick<Environment, 'inspector' | 'userAgent' | 'platform'> | null;
  /** The mark of its build, where the names of its scripts may not be told. */
  build?: string | null;
}

/** The state at the end of one publish of the subject. `publish` is its number, from 1. */
export interface PublishPoint extends ConnectionSnapshot {
  publish: number;
}

/** Measured values, and the number of unknown ones. */
export interface Sample {
  values: number[];
  unknown: number;
}

export interface RunFigures {
  /** Publishes by subject. */
  publishes: ReadonlyMap<Subject, number>;
  /** Publishes of the compared subject. */
  facts: PublishFacts[];
  points: PublishPoint[];
  /** At the end of the run, of the connections on which the subject was published; null while one is still sent. */
  after: ConnectionSnapshot | null;
  /** What each further publish added, on average; null if unknown or if there were too few. */
  perPublish: { transceivers: number | null; mLines: number | null; sdpBytes: number | null; idle: Range | null };
  /** Idle transceivers of the kind when the run began. */
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

/** The figures of one run so far. @param subject the subject whose publishes are compared */
export function figuresOf(run: ComparableRun, subject: Subject | null, now: number): RunFigures {
  const allGroups = publishGroupsOf(run.documents, run);
  const publishes = new Map<Subject, number>();
  for (const { subject: groupSubject, facts } of allGroups)
    publishes.set(groupSubject, (publishes.get(groupSubject) ?? 0) + facts.length);
  const groups = allGroups.filter((group) => group.subject === subject);
  const end = run.to ?? now;
  const snapshots = groups.map((group) => snapshotsOf(group, end));
  const facts = groups.flatMap((group) => group.facts).sort((a, b) => a.at - b.at);
  const entries = run.documents.flatMap(({ log }) => log.filter(({ at }) => isWithin(at, run)));
  const settled = facts.map((publish) => publish.settled);
  const times = sampleOf(facts.map((publish) => publish.firstFrameMs));
  return {
    publishes,
    facts,
    points: snapshots
      .flat()
      .sort((a, b) => a.at - b.at)
      .map((snapshot, i) => ({ ...snapshot, publish: i + 1 })),
    after: facts.some(({ endedAt }) => endedAt === null) ? null : afterOf(groups, end),
    perPublish: perPublish(snapshots),
    idleBefore: groups.reduce((sum, each) => sum + idleBefore(each, run.from), 0),
    negotiationMs: groups.flatMap((group) => negotiationsOf(group, run)),
    noFrame: {
      yes: facts.filter((publish) => publish.noFrame === true).length,
      no: facts.filter((publish) => publish.noFrame === false).length,
      unknown: facts.filter((publish) => publish.noFrame === null).length,
    },
    firstFrameMs: { ...times, within: maxOf(facts.map((publish) => publish.firstFrameWithin)) },
    fps: sampleOf(settled.map((each) => each?.fps ?? null)),
    kbps: sampleOf(settled.map((each) => each?.kbps ?? null)),
    sizes: distinct(facts.map(({ width, height }) => (width && height ? `${width}×${height}` : null))),
    codecs: distinct(facts.map(({ codec }) => codec?.replace(/^(audio|video)\//, '').toUpperCase() ?? null)),
    sources: [...new Set(facts.map(({ source }) => source))],
    connections: groups.length,
    refusals: countReasons(
      entries.flatMap((entry) => (entry.type === 'patch' && entry.outcome === 'refused' ? [entry] : [])),
    ),
    readings: readingsOf(run, facts.at(-1)?.at ?? run.from),
  };
}

/** Number of stacks that are searched: an app usually publishes from the same places. */
const MAX_STACKS = 30;

/** The stacks of the calls that publish, in a run. */
export function publishingStacks({ documents, ...span }: ComparableRun): string[] {
  return documents.flatMap((document) => {
    const calls = document.log.filter(
      (entry) => entry.type === 'call' && PUBLISHING.test(entry.name) && isWithin(entry.at, span),
    );
    const stacks = new Set(calls.map((entry) => (entry.type === 'call' ? entry.stack : null)));
    return [...stacks].slice(0, MAX_STACKS).flatMap((index) => document.stackOf(index) ?? []);
  });
}

/** The line of a recognized library that made publishing calls in a run; null if it made none. */
export function sdkFrame(run: ComparableRun, library: string): Frame | null {
  const frames = publishingStacks(run).flatMap((stack) => culpritOf(stack).sdk ?? []);
  return frames.find(({ sdk }) => sdk === library) ?? null;
}

const PUBLISHING = /^add(Transceiver|Track|Stream)$/;

/** Fewer say nothing of further ones. */
const FEW = 2;

/**
 * What is compared: screen shares, where each run has some to compare. Else what was published most, since a
 * microphone that is on from the join on is published once.
 * @returns null if nothing was published
 */
export function subjectToCompare(runs: readonly ComparableRun[]): Subject | null {
  const counted = runs.map((run) => {
    const counts = new Map<Subject, number>();
    for (const { subject, facts } of publishGroupsOf(run.documents, run)) {
      counts.set(subject, (counts.get(subject) ?? 0) + facts.length);
    }
    return counts;
  });
  if (counted.every((counts) => (counts.get('screen share') ?? 0) >= FEW)) return 'screen share';
  const sums = new Map<Subject, number>();
  for (const counts of counted)
    for (const [subject, count] of counts) sums.set(subject, (sums.get(subject) ?? 0) + count);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Negotiation times of the connection on which the subject was published. */
function negotiationsOf({ document, connection }: PublishGroup<RunDocument>, span: RunSpan): number[] {
  return document.log.flatMap((entry) =>
    entry.type === 'negotiated' && entry.ms !== null && entry.connection === connection && isWithin(entry.at, span)
      ? [entry.ms]
      : [],
  );
}

/** Snapshots at the end of each publish, while it was still sending: its descriptions and samples have arrived by then. */
function snapshotsOf(
  { document, connection, kind, facts }: PublishGroup<SnapshotDocument>,
  end: number,
): ConnectionSnapshot[] {
  const times = facts.map((publish, i) => Math.min(end, (publish.endedAt ?? facts[i + 1]?.at ?? end + 1) - 1));
  return snapshotsAt(document, connection, kind, inOrder(times));
}

function afterOf(groups: readonly PublishGroup<SnapshotDocument>[], end: number): ConnectionSnapshot | null {
  const seen = new Map(groups.map((group) => [`${group.document.id} ${group.connection}`, group]));
  const all = [...seen.values()].map(
    ({ document, connection, kind }) => snapshotsAt(document, connection, kind, [end])[0]!,
  );
  return all.length === 0 ? null : sumSnapshots(all, end);
}

const inOrder = (times: readonly number[]) => [...times].sort((a, b) => a - b);

function idleBefore({ document, connection, kind }: PublishGroup<SnapshotDocument>, from: number): number {
  return snapshotsAt(document, connection, kind, [from])[0]!.idle;
}

function perPublish(groups: readonly ConnectionSnapshot[][]): RunFigures['perPublish'] {
  const further = groups.reduce((sum, snapshots) => sum + Math.max(0, snapshots.length - 1), 0);
  const rise = (value: (snapshot: ConnectionSnapshot) => number | null): number | null => {
    if (further === 0) return null;
    let sum = 0;
    for (const snapshots of groups) {
      const [first, last] = [value(snapshots[0]!), value(snapshots.at(-1)!)];
      if (first === null || last === null) return null;
      sum += last - first;
    }
    return sum / further;
  };
  const low = rise((snapshot) => snapshot.idleEncoders?.low ?? null);
  const high = rise((snapshot) => snapshot.idleEncoders?.high ?? null);
  return {
    transceivers: rise((snapshot) => snapshot.transceivers),
    mLines: rise((snapshot) => snapshot.mLines),
    sdpBytes: rise((snapshot) => snapshot.sdpBytes),
    idle: low === null || high === null ? null : { low, high },
  };
}

/** Readings from after the start of the last publish, because they include the whole run; all readings if there are none. */
function readingsOf({ readings, ...span }: ComparableRun, lastPublish: number): number[] {
  const own = readings.filter(({ at }) => isWithin(at, span));
  const late = own.filter(({ at }) => at >= lastPublish);
  return (late.length > 0 ? late : own).map(({ mib }) => mib);
}

function sampleOf(values: readonly (number | null)[]): Sample {
  const known = values.filter((value) => value !== null);
  return { values: known, unknown: values.length - known.length };
}

function maxOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

const distinct = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
