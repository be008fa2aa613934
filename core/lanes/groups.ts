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

interface RowOptions {
  /** Lanes of a group that are shown while it is folded. */
  most: number;
  /** Keys of the groups that are not folded. */
  open: ReadonlySet<string>;
  /** Whether groups have a head, and a row that stands for the lanes that are hidden. */
  heads: boolean;
}

/** The rows of groups. Folded, a group with too many lanes shows those that changed last. */
export function laneRows(groups: readonly LaneGroup[], { most, open, heads }: RowOptions): LaneRow[] {
  return groups.flatMap((group) => {
    const rows: LaneRow[] = heads ? [{ type: 'group', key: `group ${group.key}`, group }] : [];
    const shown = open.has(group.key) ? group.lanes : lastChanged(group.lanes, most);
    for (const lane of shown) rows.push({ type: 'lane', key: lane.key, lane });
    const hidden = group.lanes.length - shown.length;
    if (hidden > 0 && heads) rows.push({ type: 'more', key: `more ${group.key}`, group, hidden });
    return rows;
  });
}

/** The lanes that changed last, in their own order. One that ended comes after all that are there. */
function lastChanged(lanes: readonly Lane[], most: number): readonly Lane[] {
  if (lanes.length <= most) return lanes;
  const changedAt = ({ end, segments }: Lane) => (end === null ? 1e15 : 0) + segments.at(-1)!.from;
  const chosen = new Set([...lanes].sort((a, b) => changedAt(b) - changedAt(a)).slice(0, most));
  return lanes.filter((lane) => chosen.has(lane));
}
