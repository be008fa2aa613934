import type { CallEntry, LogEntry } from '../../protocol/log';
import { connectionId } from '../files/connection-id';
import { SOURCES } from '../files/sources';
import type { Facts } from '../findings/finding';
import type { DocumentView } from '../model/view';
import type { Evidence, Fact } from './evidence';

/** The last evidence of a document for all its connections, and the revisions of its history and stacks. */
interface Last {
  revision: number;
  stacks: number;
  gone: boolean;
  evidence: Evidence;
}

/** By `since`: after Clear view one part of the panel asks for the time from then on, another for all of it. */
const lastEvidence = new WeakMap<DocumentView, Map<number, Last>>();
/** Of times that the view was cleared only the last is asked for. */
const MAX_SINCE = 2;

/**
 * The evidence of a document. For all connections it returns the same object for the same state, so
 * that several callers share one judgment.
 * @param connections the connections to judge; null for all
 * @param since publishes before this are not counted, epoch ms
 */
export function evidenceOf(view: DocumentView, connections: Evidence['connections'] = null, since = 0): Evidence {
  const { revision } = view.history;
  const stacks = view.stacksRevision;
  const gone = view.link.state === 'gone';
  const evidence = gather(view, connections, since, gone);
  if (connections !== null) return evidence;
  const known = lastEvidence.get(view) ?? new Map<number, Last>();
  const before = known.get(since);
  if (before?.revision === revision && before.stacks === stacks && before.gone === gone) {
    if (isSame(before.evidence, evidence)) return before.evidence;
  }
  known.delete(since);
  known.set(since, { revision, stacks, gone, evidence });
  if (known.size > MAX_SINCE) known.delete(known.keys().next().value!);
  lastEvidence.set(view, known);
  return evidence;
}

/** The fields that are compared to detect a changed state. */
const COMPARED_KEYS = ['steps', 'states', 'transceivers', 'patch', 'switchedAt', 'since', 'incomplete'] as const;

/**
 * Without a closure over the two. A minifier makes one function of this, of evidenceOf() and of gather(),
 * and all closures of a function share one context: those of each evidence would keep the one before it,
 * and that the one before, for ever.
 */
function isSame(before: Evidence, now: Evidence): boolean {
  for (const key of COMPARED_KEYS) if (before[key] !== now[key]) return false;
  return true;
}

function gather(view: DocumentView, connections: Evidence['connections'], since: number, gone: boolean): Evidence {
  const { history, connections: states } = view;
  return {
    document: view.id,
    nameOf: (connection) => `#${connectionId(view.source, view.id, connection)}`,
    steps: history.steps,
    connections,
    states,
    transceivers: view.judged,
    stackOf: (index) => view.stackOf(index),
    patch: view.patch,
    switchedAt: history.patchSwitchedAt,
    since,
    incomplete: history.incomplete,
    doubts:
      history.doubts.length === 0 ? NO_DOUBTS : new Map(history.doubts.map((each) => [each.connection, each.reason])),
    ended: (id) => gone || states.get(id)?.closedAt != null,
    knows: knownFacts(view),
  };
}

const NO_DOUBTS: Evidence['doubts'] = new Map();

/** The facts that the source knows, without those that the file lacks. Returns the source's own list if none is lacking, to keep its identity. */
function knownFacts({ source, lacks }: DocumentView): readonly Fact[] {
  const { knows } = SOURCES[source];
  return lacks.length === 0 ? knows : knows.filter((fact) => !lacks.includes(fact));
}

/**
 * The facts that findings need: evidenceOf, with the current time, captures and calls. For a document
 * that is gone they are those of its last moment.
 */
export function factsOf(view: DocumentView, connections: Evidence['connections'], since: number, now: number): Facts {
  const { link } = view;
  const gone = link.state === 'gone';
  return {
    evidence: evidenceOf(view, connections, since),
    now: gone ? Math.min(now, link.at) : now,
    gone,
    captures: gone ? [] : view.captures,
    captureTallies: view.captureTallies,
    sdp: view.history.sdp,
    lastCallAt: (connection) => callsIn(view.log).last.get(connection) ?? null,
    calls: () => callsIn(view.log).calls,
  };
}

interface Calls {
  /** Oldest first. */
  calls: readonly CallEntry[];
  /** When the last one was, by connection. */
  last: ReadonlyMap<number | null, number>;
}

const known = new WeakMap<readonly LogEntry[], Calls>();

/** The calls of a log, which is another list whenever it has changed. */
function callsIn(log: readonly LogEntry[]): Calls {
  let found = known.get(log);
  if (!found) {
    const calls = log.filter((entry) => entry.type === 'call');
    found = { calls, last: new Map(calls.map(({ connection, at }) => [connection, at])) };
    known.set(log, found);
  }
  return found;
}
