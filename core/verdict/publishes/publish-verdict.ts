import type { Kind } from '../../../protocol/state';
import type { Culprit } from '../../callsite/stack';
import { estimateOf } from '../../estimate/memory';
import { type Total, totalOf } from '../../estimate/totals';
import { type Group, type Life, type Publish, publishesOf } from '../../history/publishes';
import type { Subject } from '../../history/subject';
import { isChosen } from '../../lists/chosen';
import { groupBy } from '../../lists/group-by';
import { doubtOf } from '../doubts';
import { culpritAt, type Evidence } from '../evidence';
import { wordsFor } from '../words';
import { type Pattern, patternOf } from './pattern';
import { ENOUGH_PUBLISHES, isGrowing, type VerdictState } from './rule';
import { type UnpublishMethod, unpublishMethodOf } from './unpublish-method';

/** The verdict on one subject of one connection: screen shares, camera publishes, … */
export interface PublishVerdict {
  document: string;
  connection: number;
  kind: Kind;
  subject: Subject;
  state: VerdictState;
  /** Its connection is closed or its page is gone: the figures are those at the end. */
  ended: boolean;
  /** The pattern of a stable subject; null for the other states. */
  pattern: Pattern | null;
  /** Why it is growing or stable, or what is missing: a sentence. */
  because: string;
  /** The exact counts as a sentence. */
  sentence: string;
  publishes: number;
  made: number;
  sending: number;
  idle: number;
  /** Transceivers that are stopped or no longer there. */
  removed: number;
  idleEstimate: Total;
  /** Ids of the idle transceivers. */
  idleIds: readonly number[];
  /** When the first of its publishes began, epoch ms. */
  since: number | null;
  culprit: Culprit;
  /** How the idle transceivers were unpublished; null if there are none. */
  unpublishMethod: UnpublishMethod | null;
  /** The patch in force has handed back transceivers. */
  byPatch: boolean;
}

const verdictCache = new WeakMap<Evidence, PublishVerdict[]>();

/** The verdicts on one document's publishes, one for each connection and subject. */
export function publishVerdictsOf(evidence: Evidence): PublishVerdict[] {
  const cached = verdictCache.get(evidence);
  if (cached) return cached;
  const findings = judgeAll(evidence);
  verdictCache.set(evidence, findings);
  return findings;
}

function judgeAll(evidence: Evidence): PublishVerdict[] {
  const { steps, connections } = evidence;
  return publishesOf(steps)
    .filter(({ connection }) => isChosen(connections, connection))
    .flatMap((group) => {
      const bySubject = groupBy(group.publishes, (publish) => publish.subject);
      return [...bySubject].map(([subject, publishes]) => judgeSubject(evidence, group, subject, publishes));
    });
}

function judgeSubject(evidence: Evidence, group: Group, subject: Subject, all: Publish[]): PublishVerdict {
  const { document, patch, since, switchedAt, transceivers } = evidence;
  const { connection, kind } = group;
  const start = Math.max(since, switchedAt ?? 0);
  const recent = start > 0 ? all.filter((publish) => publish.at >= start) : all;
  const ended = evidence.ended(connection);
  const { ever, awaiting, idleIds, ...phases } = countPhases(group.lives, subject);
  const added = recent.filter((publish) => publish.added);
  const counts = { publishes: recent.length, made: added.length, ...phases };
  const present = ever - counts.removed;
  // A subject is not called stable while each publish raises its count.
  const climbing = group.trends.get(subject)?.state === 'growing';
  const enough = recent.length >= ENOUGH_PUBLISHES;
  const seen = !enough ? 'unknown' : isGrowing(withoutResumes(recent)) ? 'growing' : climbing ? 'unknown' : 'stable';
  const doubt = doubtOf(evidence.doubts?.get(connection), seen);
  const state = doubt === null ? seen : 'unknown';
  const peak = group.peaks.get(subject) ?? 0;
  const pattern = state === 'stable' ? patternOf(recent, { ...counts, awaiting, present, peak }) : null;
  const byPatch = recent.some(({ transceiver }) => (transceivers.get(transceiver)?.reused ?? 0) > 0);
  const idleSenders = idleIds.flatMap((id) => transceivers.get(id) ?? []);
  return {
    document,
    connection,
    kind,
    subject,
    state,
    ended,
    pattern,
    ...counts,
    ...wordsFor(
      { state, pattern, climbing: enough && climbing, subject, counts, ever, byPatch, awaiting, ended, doubt },
      evidence,
    ),
    idleEstimate: totalOf(ended ? [] : idleSenders.map(estimateOf)),
    idleIds: ended ? [] : idleIds,
    since: recent[0]?.at ?? null,
    culprit: culpritFor(evidence, added.at(-1) ?? all.findLast((publish) => publish.added)),
    unpublishMethod: unpublishMethodOf(idleSenders, evidence.knows.includes('releases')),
    byPatch: patch !== 'none' && byPatch,
  };
}

/** Counts the transceivers of a subject by phase in one pass, because there may be thousands. */
function countPhases(lives: ReadonlyMap<number, Life>, subject: Subject) {
  const counts = { ever: 0, awaiting: 0, sending: 0, idle: 0, removed: 0, idleIds: [] as number[] };
  for (const [id, life] of lives) {
    // A transceiver that now sends another subject counts for that subject.
    if (life.subject !== subject) continue;
    counts.ever += 1;
    if (life.awaiting) counts.awaiting += 1;
    if (life.phase === 'sending') counts.sending += 1;
    else if (life.phase === 'stopped') counts.removed += 1;
    else if (life.phase === 'idle') {
      counts.idle += 1;
      counts.idleIds.push(id);
    }
  }
  return counts;
}

/** Leaves out resumed publishes: pausing and resuming a track is not a new publish. */
function withoutResumes(publishes: readonly Publish[]): readonly Publish[] {
  return publishes.filter((publish) => publish.resumed !== true);
}

/**
 * The line that created the newest transceiver. A library's awaits, compiled for old browsers, cut the
 * app off the stack: then the capture's stack names the app.
 */
function culpritFor(evidence: Evidence, newest: Publish | undefined): Culprit {
  const transceiver = newest && evidence.transceivers.get(newest.transceiver);
  const made = culpritAt(evidence, transceiver?.madeStack);
  if (made.app || !made.sdk) return made;
  const { app } = culpritAt(evidence, transceiver?.captureStack);
  return app ? { app, sdk: made.sdk, captured: true } : made;
}
