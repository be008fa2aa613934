import type { ConnectionState } from '../../../../protocol/state';
import { groupBy } from '../../groupBy';
import { culpritOf, placeKey } from '../../stack';
import type { Evidence } from '../evidence';
import { type Facts, type Finding, type FindingUnit, span, UNKNOWN_COST } from '../finding';
import { countsOf, trendOf } from '../trend';

/** A connection that nobody calls for so long, in ms, is looked at. */
const QUIET_MS = 60_000;
/** Chrome refuses a new connection at about so many in one process (measured, Chromium 156). */
const LIMIT = '440-490';

/**
 * Connections that are open and not in use, by the line that makes them. Whether the page still
 * holds one can't be known: Chrome keeps an open connection alive even where nothing refers to it any more.
 */
export const openUnused = {
  id: 'open-unused',
  title: 'Connections that are open and not in use',
  needs: ['calls'],
  find(facts) {
    const { evidence } = facts;
    const groups = groupBy(unusedOf(facts), (each) => placeKey(madeAt(evidence, each.state)));
    return [...groups.values()].map((group) => finding(facts, group));
  },
} as const satisfies FindingUnit;

interface Unused {
  state: ConnectionState;
  quiet: number;
  broken: boolean;
}

const madeAt = ({ stackOf }: Evidence, { madeStack }: ConnectionState) =>
  culpritOf(madeStack === null ? null : stackOf(madeStack));

function unusedOf({ evidence, now, lastCallAt }: Facts): Unused[] {
  const unused: Unused[] = [];
  for (const state of evidence.states.values()) {
    const broken = state.connectionState === 'failed' || state.connectionState === 'disconnected';
    if (evidence.ended(state.id) || state.collectedAt !== null || (state.dataChannels > 0 && !broken)) continue;
    if (evidence.connections && !evidence.connections.has(state.id)) continue;
    if (!broken && inUse(evidence, state.id)) continue;
    const quiet = now - Math.max(state.madeAt, lastCallAt(state.id) ?? 0);
    if (quiet >= QUIET_MS) unused.push({ state, quiet, broken });
  }
  return unused;
}

function inUse({ transceivers }: Evidence, connection: number): boolean {
  for (const each of transceivers.values()) {
    if (each.connection !== connection || each.index === null) continue;
    const { phase, currentDirection } = each;
    if (phase === 'sending' || currentDirection === 'recvonly' || currentDirection === 'sendrecv') return true;
  }
  return false;
}

function finding({ evidence }: Facts, group: readonly Unused[]): Omit<Finding, 'id'> {
  const culprit = madeAt(evidence, group[0]!.state);
  const key = placeKey(culprit);
  const made = [...evidence.states.values()].filter((state) => placeKey(madeAt(evidence, state)) === key);
  const lives = made.map(({ madeAt, closedAt, collectedAt }) => ({ from: madeAt, to: closedAt ?? collectedAt }));
  return {
    document: evidence.document,
    connection: group.length === 1 ? group[0]!.state.id : null,
    state: trendOf(countsOf(lives)),
    ended: false,
    count: group.length,
    sentence: group.length === 1 ? sentenceOfOne(group[0]!) : sentenceOf(group),
    advice: `Chrome keeps an open connection alive even where the page dropped it; close() ends it. Chrome refuses new ones at about ${LIMIT} in a process.`,
    cost: { ...UNKNOWN_COST, unknown: group.length },
    weight: group.length,
    since: Math.min(...group.map(({ state }) => state.madeAt)),
    culprit,
    missing: 'close()',
    remedies: [],
    recipes: [],
  };
}

const stateText = ({ connectionState, iceConnectionState }: ConnectionState) =>
  connectionState ?? iceConnectionState ?? 'not known';

function sentenceOfOne({ state, quiet, broken }: Unused): string {
  const idle = broken ? '' : 'no transceiver sends or receives, ';
  return `Connection #${state.id} is open and not in use: ${idle}no call for ${span(quiet)}, state ${stateText(state)}.`;
}

/** `25 connections are open and not in use: no call for at least 61 s, 15 connected, 10 failed.` */
function sentenceOf(group: readonly Unused[]): string {
  const states = groupBy(group, ({ state }) => stateText(state));
  const counts = [...states].map(([state, each]) => `${each.length} ${state}`).join(', ');
  const least = Math.min(...group.map(({ quiet }) => quiet));
  return `${group.length} connections are open and not in use: no call for at least ${span(least)}, ${counts}.`;
}
