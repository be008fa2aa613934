import { placeKey } from '../callsite/stack';
import type { Lane } from './lanes';

export type LaneGrouping = 'none' | 'connection' | 'line';

export interface LaneGroup {
  key: string;
  lanes: Lane[];
}

/** A row of the picture: the head of a group, a lane, or the fold that hides the rest of a group. */
export type LaneRow =
  | { type: 'group'; key: string; group: LaneGroup }
  | { type: 'lane'; key: string; lane: Lane }
  | { type: 'more'; key: string; group: LaneGroup; hidden: number };

/** Lanes by what they belong to; the group with the first lane is first. Without grouping all are one group. */
export function groupLanes(lanes: readonly Lane[], by: LaneGrouping): LaneGroup[] {
  const groups = new Map<string, LaneGroup>();
  for (const lane of lanes) {
    const key = keyOf(lane, by);
    const group = groups.get(key);
    if (group) group.lanes.push(lane);
    else groups.set(key, { key, lanes: [lane] });
  }
  return [...groups.values()];
}

function keyOf(lane: Lane, by: LaneGrouping): string {
  if (by === 'none') return '';
  if (by === 'connection') return `${lane.document} ${lane.connection}`;
  return placeKey(lane.culprit);
}

/**
 * The rows of groups. A group with more than `most` lanes shows those that changed last, and a fold that
 * stands for the others; one in `open` shows all.
 * @param heads whether groups have a head
 */
export function laneRows(
  groups: readonly LaneGroup[],
  most: number,
  open: ReadonlySet<string>,
  heads: boolean,
): LaneRow[] {
  return groups.flatMap((group) => {
    const rows: LaneRow[] = heads ? [{ type: 'group', key: `group ${group.key}`, group }] : [];
    const shown = open.has(group.key) || group.lanes.length <= most ? group.lanes : lastChanged(group.lanes, most - 1);
    for (const lane of shown) rows.push({ type: 'lane', key: lane.key, lane });
    const hidden = group.lanes.length - shown.length;
    if (hidden > 0) rows.push({ type: 'more', key: `more ${group.key}`, group, hidden });
    return rows;
  });
}

/** The lanes that changed last, in their own order. One that ended comes after all that are there. */
function lastChanged(lanes: readonly Lane[], count: number): Lane[] {
  const changedAt = ({ end, segments }: Lane) => (end === null ? 1e15 : 0) + segments.at(-1)!.from;
  const chosen = new Set([...lanes].sort((a, b) => changedAt(b) - changedAt(a)).slice(0, Math.max(1, count)));
  return lanes.filter((lane) => chosen.has(lane));
}
