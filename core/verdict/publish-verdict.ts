import type { Kind } from '../../protocol/state';
import { type Culprit, culpritOf } from '../callsite/stack';
import { estimateOf } from '../estimate/memory';
import { type Total, totalOf } from '../estimate/totals';
import { type Group, type Life, type Publish, publishesOf } from '../history/publishes';
import type { Subject } from '../history/subject';
import { groupBy } from '../lists/group-by';
import type { Evidence } from './evidence';
import { type Pattern, patternOf } from './pattern';
import { ENOUGH_PUBLISHES, isGrowing, type VerdictState } from './rule';
import { type Way, wayOf } from './unpublish-method';
import { wordsFor } from './words';

/** One kind of source of one connection: screen shares, camera publishes, … */
export interface PublishVerdict {
  document: string;
  connection: number;
  kind: Kind;
  subject: Subject;
  state: VerdictState;
  /** Its connection is closed or its page gone: how it was at its end. */
  ended: boolean;
  /** Of a stable one; null for the others. */
  pattern: Pattern | null;
  /** Why it grows or is stable, or what is missing to tell: a sentence. */
  because: string;
  /** The exact counts, in the user's words. */
  sentence: string;
  publishes: number;
  made: number;
  sending: number;
  idle: number;
  /** Stopped or no longer there. */
  removed: number;
  idleEstimate: Total;
  /** The idle ones. */
  idleIds: readonly number[];
  /** When the first of its publishes began, epoch ms. */
  since: number | null;
  culprit: Culprit;
  /** How the idle ones were unpublished; null where there are none. */
  way: Way | null;
  /** The patch in force hands back transceivers of its own accord. */
  byPatch: boolean;
}

const known = new WeakMap<Evidence, PublishVerdict[]>();

/** All that can be said of one document's publishes, one finding for each connection and subject. */
export function publishVerdictsOf(evidence: Evidence): PublishVerdict[] {
  const before = known.get(evidence);
  if (before) return before;
  const findings = judgeAll(evidence);
  known.set(evidence, findings);
  return findings;
}

function judgeAll(evidence: Evidence): PublishVerdict[] {
  const { steps, connections } = evidence;
  return publishesOf(steps)
    .filter((group) => !connections || connections.has(group.connection))
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
  const { ever, awaiting, idleIds, ...phases } = standOf(group.lives, subject);
  const added = recent.filter((publish) => publish.added);
  const counts = { publishes: recent.length, made: added.length, ...phases };
  const present = ever - counts.removed;
  // Nothing is called stable while there are more of it with each publish.
  const climbing = group.trends.get(subject)?.state === 'growing';
  const enough = recent.length >= ENOUGH_PUBLISHES;
  const state = !enough ? 'unknown' : isGrowing(fresh(recent)) ? 'growing' : climbing ? 'unknown' : 'stable';
  const peak = group.peaks.get(subject) ?? 0;
  const pattern = state === 'stable' ? patternOf(recent, { ...counts, awaiting, present, peak }) : null;
  const byPatch = recent.some(({ transceiver }) => (transceivers.get(transceiver)?.reused ?? 0) > 0);
  const idleOnes = idleIds.flatMap((id) => transceivers.get(id) ?? []);
  return {
    document,
    connection,
    kind,
    subject,
    state,
    ended,
    pattern,
    ...counts,
    ...wordsFor({ state, pattern, climbing: enough && climbing, subject, counts, ever, byPatch, awaiting }, evidence),
    idleEstimate: totalOf(ended ? [] : idleOnes.map(estimateOf)),
    idleIds: ended ? [] : idleIds,
    since: recent[0]?.at ?? null,
    culprit: culpritFor(evidence, added.at(-1) ?? all.findLast((publish) => publish.added)),
    way: wayOf(idleOnes, evidence.knows.includes('releases')),
    byPatch: patch !== 'none' && byPatch,
  };
}

/** How many of a subject there are now, and which are idle; in one walk, since there may be thousands. */
function standOf(lives: ReadonlyMap<number, Life>, subject: Subject) {
  const stand = { ever: 0, awaiting: 0, sending: 0, idle: 0, removed: 0, idleIds: [] as number[] };
  for (const [id, life] of lives) {
    // One that now sends something else counts there.
    if (life.subject !== subject) continue;
    stand.ever += 1;
    if (life.awaiting) stand.awaiting += 1;
    if (life.phase === 'sending') stand.sending += 1;
    else if (life.phase === 'stopped') stand.removed += 1;
    else if (life.phase === 'idle') {
      stand.idle += 1;
      stand.idleIds.push(id);
    }
  }
  return stand;
}

/** One that is paused and resumed in between is no other publish. */
function fresh(publishes: readonly Publish[]): readonly Publish[] {
  return publishes.filter((publish) => publish.resumed !== true);
}

/** A library's own awaits, compiled for old browsers, cut the app off the stack; its capture then names the app. */
function culpritFor({ transceivers, stackOf }: Evidence, newest: Publish | undefined): Culprit {
  const transceiver = newest && transceivers.get(newest.transceiver);
  const at = (index: number | null | undefined) => culpritOf(typeof index === 'number' ? stackOf(index) : null);
  const made = at(transceiver?.madeStack);
  if (made.app || !made.sdk) return made;
  const { app } = at(transceiver?.captureStack);
  return app ? { app, sdk: made.sdk, captured: true } : made;
}
