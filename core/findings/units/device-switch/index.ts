import type { CallEntry } from '../../../../protocol/log';
import { functionKey, placeKey } from '../../../callsite/stack';
import { countsOf, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { type Facts, type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { libraryRecipes } from '../../recipes/libraries';
import { SWITCH_DEVICE } from '../../recipes/switch-device';

/** removeTrack() and addTrack() so close to each other, in ms, are one switch. */
const SWITCH_MS = 100;
const CALLS: ReadonlySet<string> = new Set(['removeTrack', 'addTrack', 'addTransceiver']);
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
      return `${connection} ${placeKey(culpritAt(evidence, stack))}`;
    });
    return [...groups.values()].flatMap((group) => finding(evidence, group));
  },
} as const satisfies FindingUnit;

/** The addTrack() of each switch. */
function switchesIn({ evidence, calls }: Facts): CallEntry[] {
  const { transceivers, connections } = evidence;
  const kindOf = (id: number | null) => (id === null ? null : (transceivers.get(id)?.kind ?? null));
  const before = new Map<string, CallEntry>();
  const functionOf = ({ stack }: CallEntry) => functionKey(culpritAt(evidence, stack));
  const switches: CallEntry[] = [];
  for (const call of calls()) {
    if (call.connection === null || !isChosen(connections, call.connection)) continue;
    const kind = kindOf(call.transceiver);
    const key = `${call.connection} ${kind}`;
    if (!kind || call.error !== null || !CALLS.has(call.name)) continue;
    const other = before.get(key);
    // The one first or the other; a share that begins long after another has ended is no switch.
    const isSwitch =
      other !== undefined &&
      (other.name === 'removeTrack') !== (call.name === 'removeTrack') &&
      call.at - other.at <= SWITCH_MS &&
      other.transceiver !== call.transceiver &&
      functionOf(other) === functionOf(call);
    if (isSwitch) {
      switches.push(call.name === 'removeTrack' ? other : call);
      before.delete(key);
    } else before.set(key, call);
  }
  return switches;
}

function finding(evidence: Evidence, calls: readonly CallEntry[]): Omit<Finding, 'id'>[] {
  if (calls.length < MIN_SWITCHES) return [];
  const { connection, stack } = calls[0]!;
  const thing = thingOf(evidence, calls);
  const culprit = culpritAt(evidence, stack);
  return [
    {
      document: evidence.document,
      connection,
      state: trendOf(countsOf(calls.map(({ at }) => ({ from: at, to: null })))),
      ended: evidence.ended(connection!),
      count: calls.length,
      sentence: `Connection ${evidence.nameOf(connection!)}: the page switched ${thing} ${calls.length} times by removeTrack() and ${calls[0]!.name}(), and each switch added a transceiver.`,
      advice: 'sender.replaceTrack(newTrack) switches without a new transceiver and without a negotiation.',
      cost: UNKNOWN_COST,
      weight: 0,
      since: calls[0]!.at,
      culprit,
      missing: 'replaceTrack()',
      remedies: [],
      recipes: [...libraryRecipes(culprit, 'switch'), SWITCH_DEVICE],
    },
  ];
}

/** `a camera`, `a microphone`, `a track`: what the transceivers that the switches added have sent. */
function thingOf({ steps }: Evidence, calls: readonly CallEntry[]): string {
  const added = new Set(calls.map(({ transceiver }) => transceiver));
  const published = steps.find(({ why, transceiver }) => why === 'published' && added.has(transceiver));
  return published?.source === 'camera' || published?.source === 'microphone' ? `a ${published.source}` : 'a track';
}
