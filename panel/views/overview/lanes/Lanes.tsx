import { useSignalEffect } from '@preact/signals';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';
import { groupLanes, laneRows, type LaneRow as Row } from '../../../../core/lanes/groups';
import type { Lane } from '../../../../core/lanes/lanes';
import { nameText } from '../../../../core/model/names';
import { clockTime, integer, plural } from '../../../../core/text/format';
import { useStore } from '../../context';
import { useSize } from '../../use/useSize';
import { useVirtual } from '../../use/useVirtual';
import { timeTicks } from '../drawing/ticks/timeTicks';
import { barId, barsIn, LaneRow, laneId } from './LaneRow';
import { useLaneKeys } from './useLaneKeys';
import { useDrag } from './useZoom';
import { groupCounts, groupName } from './words';

/** Heights in px: of a lane, of one where only the lanes have room, of the head. */
export const ROW = 14;
const LOW_ROW = 12;
export const HEAD = 16;
const LOW_HEAD = 14;
/** Fewer lanes than these are not folded, however low the panel is. */
const MIN_SHOWN = 4;
/** Lanes of a group that are shown before its fold. */
const GROUP_SHOWN = 8;
/** Space of a label of the time axis, in px. */
const TICK_SPACE = 80;
const LABEL_WIDTH = 54;

interface LanesProps {
  lanes: readonly Lane[];
  span: Span;
  /** The panel is low: lanes are as narrow as can be read. */
  low: boolean;
  openLane(lane: Lane): void;
  openPublish(lane: Lane, n: number): void;
}

/** Every transceiver as a lane over time: a leak is a staircase of tails, reuse one lane that alternates. */
export function Lanes({ lanes, span, low, openLane, openPublish }: LanesProps) {
  const { ui, documents } = useStore();
  const { cursor, zoom } = ui;
  const scroller = useRef<HTMLDivElement>(null);
  const bars = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { height } = useSize(scroller);
  const { width } = useSize(bars);
  const by = ui.laneGrouping.value;
  const groups = groupLanes(lanes, by);
  const rowHeight = low ? LOW_ROW : ROW;
  const headHeight = low ? LOW_HEAD : HEAD;
  const fitting = Math.max(MIN_SHOWN, Math.floor((height - headHeight) / rowHeight));
  const grouped = by !== 'none';
  const rows = laneRows(groups, { most: grouped ? GROUP_SHOWN : fitting, open: unfolded, heads: grouped });
  const several = new Set(lanes.map(({ document, connection }) => `${document} ${connection}`)).size > 1;
  const frames = new Map(documents.value.map(({ id, info, name }) => [id, info.value.top ? '' : nameText(name.value)]));
  const virtual = useVirtual({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    getItemKey: (i) => rows[i]?.key ?? i,
    scrollPaddingStart: headHeight,
  });

  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);

  function toggle(key: string): void {
    const next = new Set(unfolded);
    if (!next.delete(key)) next.add(key);
    setUnfolded(next);
  }
  function open(row: Row, bar: number | null): void {
    if (row.type !== 'lane') {
      toggle(row.group.key);
      return;
    }
    const publish = bar === null ? null : barsIn(row.lane, span, width)[bar]?.publish;
    if (publish && publish.n >= 0) openPublish(row.lane, publish.n);
    else openLane(row.lane);
  }
  const keys = useLaneKeys({
    rows,
    barsOf: (row) => (row.type === 'lane' ? barsIn(row.lane, span, width).length : 0),
    page: fitting,
    open,
    show: (i) => virtual.scrollToIndex(i),
    span,
    zoom: (to) => (zoom.value = to),
  });
  const timeAt = (clientX: number) => {
    const { left } = bars.current!.getBoundingClientRect();
    const share = (clientX - left) / width;
    return share < 0 || share > 1 ? null : span.from + share * (span.to - span.from);
  };
  const drag = useDrag({ timeAt, onSpan: (to) => (zoom.value = to) });
  useSignalEffect(() => {
    const at = cursor.value;
    if (!line.current) return;
    line.current.hidden = at === null || at < span.from || at > span.to;
    if (at !== null) line.current.style.left = share(at, span);
  });

  function onClick(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const key = target.closest<HTMLElement>('[data-lane], [data-row]')?.dataset;
    const at = rows.findIndex((row) => row.key === (key?.lane ?? key?.row));
    if (at < 0) return;
    const bar = target.closest<HTMLElement>('[data-bar]')?.dataset.bar;
    keys.set({ key: rows[at]!.key, bar: bar === undefined ? null : Number(bar) });
    open(rows[at]!, bar === undefined ? null : Number(bar));
  }

  const current = rows.findIndex(({ key }) => key === keys.current.key);
  const items = virtual.getVirtualItems();
  const inView = items.some(({ index }) => index === current);
  const range = drag.range;
  return (
    <div
      class={`lanes-scroller ${low ? 'low' : ''}`}
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Lanes: transceivers over time"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={inView ? currentId(rows[current]!, keys.current.bar) : undefined}
      onKeyDown={keys.onKeyDown}
      onClick={onClick}
      onPointerDown={drag.onPointerDown}
      onPointerMove={(event) => (cursor.value = timeAt(event.clientX))}
      onPointerLeave={() => (cursor.value = null)}
    >
      <div class="lanes-head" role="row" aria-rowindex={1}>
        <span role="columnheader" class="lane-name">
          {grouped || lanes.length <= fitting ? (
            plural(lanes.length, 'lane')
          ) : (
            <>
              <button type="button" class="link" onClick={() => toggle('')}>
                {unfolded.has('') ? 'Show fewer' : `+${integer(lanes.length - rows.length)} more`}
              </button>{' '}
              of {integer(lanes.length)}
            </>
          )}
        </span>
        <div class="lane-bars" role="columnheader" ref={bars}>
          <span class="visually-hidden">Phases over time</span>
          {ticksIn(span, width).map((at) => (
            <span key={at} class="lane-tick" style={{ left: share(at, span) }}>
              {clockTime(at)}
            </span>
          ))}
          <div class="lanes-line" ref={line} hidden />
          {range && (
            <div
              class="lanes-range"
              style={{ left: share(range.from, span), right: `calc(100% - ${share(range.to, span)})` }}
            />
          )}
        </div>
        <span role="columnheader" class="lane-memory" title="Estimate of the encoder behind each sender, not measured">
          ≈ MB
        </span>
      </div>
      <div class="lanes-rows" role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <div key={row.key} role="none" class="lane-place" style={{ transform: `translateY(${start}px)` }}>
              {row.type === 'lane' ? (
                <LaneRow
                  lane={row.lane}
                  span={span}
                  width={width}
                  position={index}
                  withConnection={several && by !== 'connection'}
                  frame={frames.get(row.lane.document) ?? ''}
                  isCurrent={index === current}
                  isOpen={row.lane.key === ui.openLane.value}
                  currentBar={index === current ? keys.current.bar : null}
                />
              ) : (
                <div
                  id={laneId(row.key)}
                  role="row"
                  class={`lane ${row.type} ${index === current ? 'current' : ''}`}
                  aria-rowindex={index + 2}
                  data-row={row.key}
                >
                  <span role="gridcell" aria-colspan={3}>
                    {row.type === 'group'
                      ? `${groupName(row.group, by, frames.get(row.group.lanes[0]!.document) ?? '')}: ${groupCounts(row.group)}`
                      : `+${integer(row.hidden)} more`}
                  </span>
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Times whose labels fit into the head. */
function ticksIn(span: Span, width: number): number[] {
  const last = span.to - ((span.to - span.from) * LABEL_WIDTH) / Math.max(LABEL_WIDTH, width);
  return timeTicks(span, Math.max(2, Math.floor(width / TICK_SPACE))).filter((at) => at <= last);
}

const share = (at: number, { from, to }: Span) => `${((at - from) / (to - from)) * 100}%`;

const currentId = (row: Row, bar: number | null) => (bar === null ? laneId(row.key) : barId(row.key, bar));
