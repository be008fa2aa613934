import type { CallEntry } from '../../protocol/log';
import { SOURCES } from '../files/sources';
import type { Facts } from '../findings/finding';
import type { DocumentView } from '../model/view';
import type { Evidence, Fact } from './evidence';

/** Of each document the last evidence on all its connections, and the state of its history then. */
const last = new WeakMap<DocumentView, { revision: number; gone: boolean; evidence: Evidence }>();

/**
 * What a document offers to judge by. On all connections it is the same object for the same state,
 * so that it is judged once however many ask.
 * @param connections only these; null for all
 * @param since publishes before this are not counted, epoch ms
 */
export function evidenceOf(view: DocumentView, connections: Evidence['connections'] = null, since = 0): Evidence {
  const { revision } = view.history;
  const gone = view.link.state === 'gone';
  const evidence = gather(view, connections, since, gone);
  if (connections !== null) return evidence;
  const before = last.get(view);
  const same =
    before?.revision === revision &&
    before.gone === gone &&
    SIGNS.every((sign) => before.evidence[sign] === evidence[sign]);
  if (same) return before.evidence;
  last.set(view, { revision, gone, evidence });
  return evidence;
}

/** What else tells one state from another. */
const SIGNS = ['steps', 'states', 'transceivers', 'patch', 'switchedAt', 'since', 'incomplete'] as const;

function gather(view: DocumentView, connections: Evidence['connections'], since: number, gone: boolean): Evidence {
  const { history, connections: states } = view;
  return {
    document: view.id,
    steps: history.steps,
    connections,
    states,
    transceivers: view.transceivers,
    stackOf: (index) => view.stackOf(index),
    patch: view.patch,
    switchedAt: history.patchSwitchedAt,
    since,
    incomplete: history.incomplete,
    ended: (id) => gone || states.get(id)?.closedAt != null,
    knows: known(view),
  };
}

/** The source's own list as long as nothing of it is lacking, so that it stays the same object. */
function known({ source, lacks }: DocumentView): readonly Fact[] {
  const { knows } = SOURCES[source];
  return lacks.length === 0 ? knows : knows.filter((fact) => !lacks.includes(fact));
}

/** As evidenceOf, with what only the moment tells. Of a document that is gone it is its last moment. */
export function factsOf(view: DocumentView, connections: Evidence['connections'], since: number, now: number): Facts {
  let calls: readonly CallEntry[] | null = null;
  let lastCalls: ReadonlyMap<number | null, number> | null = null;
  const called = () => {
    calls ??= view.log.filter((entry) => entry.type === 'call');
    return calls;
  };
  const { link } = view;
  const gone = link.state === 'gone';
  return {
    evidence: evidenceOf(view, connections, since),
    now: gone ? Math.min(now, link.at) : now,
    gone,
    captures: gone ? [] : view.captures,
    captureTallies: view.captureTallies,
    sdp: view.history.sdp,
    lastCallAt(connection) {
      lastCalls ??= new Map(called().map((call) => [call.connection, call.at]));
      return lastCalls.get(connection) ?? null;
    },
    calls: called,
  };
}
