import type { CallEntry } from '../../protocol/log';
import { type Evidence, FACTS, type Fact } from '../analysis/findings/evidence';
import type { Facts } from '../analysis/findings/finding';
import type { RecordingSource } from '../recording/data';
import type { DocumentRecord } from './document';

/** What each source knows: Chrome's own log has neither releases nor what is live. */
const KNOWN: Record<RecordingSource, readonly Fact[]> = { recording: FACTS, 'webrtc-internals': [] };

/** Of each document the last evidence on all its connections, and the state of its history then. */
const last = new WeakMap<DocumentRecord, { version: number; gone: boolean; evidence: Evidence }>();

/**
 * What a document offers to judge by. Reads its signals, so that a computed value follows them. On
 * all connections it is the same object for the same state, so that it is judged once however many ask.
 * @param connections only these; null for all
 * @param since publishes before this are not counted, epoch ms
 */
export function evidenceOf(record: DocumentRecord, connections: Evidence['connections'] = null, since = 0): Evidence {
  const version = record.historyVersion.value;
  const gone = record.link.value.state === 'gone';
  const evidence = gather(record, connections, since, gone);
  if (connections !== null) return evidence;
  const before = last.get(record);
  const same =
    before?.version === version &&
    before.gone === gone &&
    SIGNS.every((sign) => before.evidence[sign] === evidence[sign]);
  if (same) return before.evidence;
  last.set(record, { version, gone, evidence });
  return evidence;
}

/** What else tells one state from another. */
const SIGNS = ['steps', 'states', 'transceivers', 'patch', 'switchedAt', 'since', 'incomplete'] as const;

function gather(record: DocumentRecord, connections: Evidence['connections'], since: number, gone: boolean): Evidence {
  const { history } = record;
  const states = record.connections.value;
  return {
    document: record.id,
    steps: history.steps,
    connections,
    states,
    transceivers: record.transceivers.value,
    stackOf: (index) => record.stackOf(index),
    patch: record.patch.value,
    switchedAt: history.patchSwitchedAt,
    since,
    incomplete: history.incomplete,
    ended: (id) => gone || states.get(id)?.closedAt != null,
    knows: KNOWN[record.source],
  };
}

/** As evidenceOf, with what only the moment tells. */
export function factsOf(
  record: DocumentRecord,
  connections: Evidence['connections'],
  since: number,
  now: number,
): Facts {
  let calls: readonly CallEntry[] | null = null;
  let lastCalls: ReadonlyMap<number | null, number> | null = null;
  const called = () => {
    calls ??= record.log.filter((entry) => entry.type === 'call');
    return calls;
  };
  return {
    evidence: evidenceOf(record, connections, since),
    now,
    captureTallies: record.captureTallies.value,
    sdp: record.history.sdp,
    captures: record.link.value.state === 'gone' ? [] : record.captures.value,
    lastCallAt(connection) {
      lastCalls ??= new Map(called().map((call) => [call.connection, call.at]));
      return lastCalls.get(connection) ?? null;
    },
    calls: called,
  };
}
