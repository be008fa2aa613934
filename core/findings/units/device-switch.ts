import type { CallEntry } from '../../../protocol/log';
import { culpritOf, placeKey } from '../../callsite/stack';
import { countsOf, trendOf } from '../../history/trend';
import { groupBy } from '../../lists/group-by';
import type { Evidence } from '../../verdict/evidence';
import { type Facts, type Finding, type FindingUnit, UNKNOWN_COST } from '../finding';
import { SWITCH_DEVICE } from '../recipes';

/** removeTrack() and addTrack() so close to each other, in ms, are one switch. */
const SWITCH_MS = 100;
/** One may be chance. */
const MIN_SWITCHES = 2;

/** The page changes the device by removeTrack() and addTrack(), which adds a transceiver each time. */
export const deviceSwitch = {
  id: 'device-switch',
  title: 'Device switches that add a transceiver',
  needs: ['calls'],
  find(facts) {
    const { evidence } = facts;
    const groups = groupBy(switchesIn(facts), ({ connection, stack }) => {
      return `${connection} ${placeKey(culpritOf(stack === null ? null : evidence.stackOf(stack)))}`;
    });
    return [...groups.values()].flatMap((group) => finding(evidence, group));
  },
} as const satisfies FindingUnit;

/** The addTrack() of each switch. */
export function switchesIn({ evidence: { transceivers, connections }, calls }: Facts): CallEntry[] {
  const kindOf = (id: number | null) => (id === null ? null : (transceivers.get(id)?.kind ?? null));
  const removed = new Map<string, CallEntry>();
  const switches: CallEntry[] = [];
  for (const call of calls()) {
    if (call.connection === null || (connections && !connections.has(call.connection))) continue;
    const kind = kindOf(call.transceiver);
    const key = `${call.connection} ${kind}`;
    if (call.name === 'removeTrack' && kind) removed.set(key, call);
    if (call.name !== 'addTrack' || call.error !== null || !kind) continue;
    const before = removed.get(key);
    removed.delete(key);
    // A share that begins when another has ended long before is no switch.
    if (before && call.at - before.at <= SWITCH_MS && before.transceiver !== call.transceiver) switches.push(call);
  }
  return switches;
}

function finding(evidence: Evidence, calls: readonly CallEntry[]): Omit<Finding, 'id'>[] {
  if (calls.length < MIN_SWITCHES) return [];
  const { connection, stack } = calls[0]!;
  return [
    {
      document: evidence.document,
      connection,
      state: trendOf(countsOf(calls.map(({ at }) => ({ from: at, to: null })))),
      ended: evidence.ended(connection!),
      count: calls.length,
      sentence: `Connection #${connection}: the page switched a track ${calls.length} times by removeTrack() and addTrack(), and each switch added a transceiver.`,
      advice: 'sender.replaceTrack(newTrack) switches without a new transceiver and without a negotiation.',
      cost: UNKNOWN_COST,
      weight: 0,
      since: calls[0]!.at,
      culprit: culpritOf(stack === null ? null : evidence.stackOf(stack)),
      missing: 'replaceTrack()',
      remedies: [],
      recipes: [SWITCH_DEVICE],
    },
  ];
}
