import { placeKey, shortPlace } from '../../../../core/callsite/stack';
import { formatRange } from '../../../../core/estimate/totals';
import type { Bar } from '../../../../core/lanes/bars';
import type { LaneGroup, LaneGrouping } from '../../../../core/lanes/groups';
import type { Lane } from '../../../../core/lanes/lanes';
import { PHASE_LABELS } from '../../../../core/lanes/phase';
import { isolated } from '../../../../core/text/foreign';
import { clockTime, duration, integer, plural } from '../../../../core/text/format';
import type { SourceType } from '../../../../protocol/state';

/** `mid 3 screen`, `transceiver 7 audio`. */
export function laneName({ transceiver, mid, source, kind, mLines, connection }: Lane): string {
  if (transceiver === null) return `#${connection}: ${plural(mLines ?? 0, 'm-line')}`;
  const what = source === null || source === 'unknown' ? kind : source;
  return `${mid === null ? `transceiver ${transceiver}` : `mid ${isolated(mid)}`} ${what}`;
}

/** ` screen`; empty where it is not known. */
const sourceText = (source: SourceType | null) => (source === null || source === 'unknown' ? '' : ` ${source}`);

/** What its encoder holds, for the column at the right; empty where it has none. */
export function laneMemory({ estimate }: Lane): string {
  if (estimate.state === 'known') return formatRange(estimate);
  return estimate.state === 'unknown' ? 'unknown' : '';
}

/**
 * The lane in a sentence: what it is, what it does now and since when.
 * @param frame name of its document; empty for the top document
 */
export function laneSummary(lane: Lane, frame = ''): string {
  const { segments, end, publishes } = lane;
  const last = segments.at(-1)!;
  const now =
    end === null
      ? `${PHASE_LABELS[last.phase]} since ${clockTime(last.from)}`
      : `${end === 'removed' ? 'removed' : 'ended with its connection or page'} at ${clockTime(last.to!)}`;
  const memory = laneMemory(lane);
  return [
    `#${lane.connection} ${frame} ${laneName(lane)}`.replace('  ', ' '),
    now,
    publishes > 0 && `${integer(publishes)} ${publishes === 1 ? 'publish' : 'publishes'}`,
    memory && `estimated ${memory}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `idle, 14:03:09 to now (12 s)`. */
export function barSummary({ phase, from, to, ends, publish, publishes, count }: Bar): string {
  const what =
    phase === 'several'
      ? `${integer(count)} changes, ${integer(publishes)} of them publishes`
      : `${PHASE_LABELS[phase]}${publish ? sourceText(publish.source) : ''}`;
  return `${what}, ${clockTime(from)} to ${ends ? clockTime(to) : 'now'} (${duration(to - from)})`;
}

/** What a group has in common. */
export function groupName({ lanes }: LaneGroup, by: LaneGrouping, frame: string): string {
  const [first] = lanes;
  if (!first) return '';
  if (by === 'connection') return `Connection #${first.connection} ${frame}`.trim();
  if (placeKey(first.culprit) === '') return 'Line not known';
  return isolated(shortPlace((first.culprit.app ?? first.culprit.sdk)!));
}

/** `12 transceivers, 11 idle`. */
export function groupCounts({ lanes }: LaneGroup): string {
  const there = lanes.filter(({ end, transceiver }) => end === null && transceiver !== null);
  const idle = there.filter(({ segments }) => segments.at(-1)!.phase === 'idle').length;
  const ended = lanes.filter(({ end }) => end !== null).length;
  return [
    plural(there.length, 'transceiver'),
    idle > 0 && `${integer(idle)} idle`,
    ended > 0 && `${integer(ended)} ended`,
  ]
    .filter(Boolean)
    .join(', ');
}
