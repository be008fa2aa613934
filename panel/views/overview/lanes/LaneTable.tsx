import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';
import type { Lane } from '../../../../core/lanes/lanes';
import { PHASE_LABELS } from '../../../../core/lanes/phase';
import type { Segment } from '../../../../core/lanes/track';
import { clockTime, duration } from '../../../../core/text/format';
import { useVirtual } from '../../use/useVirtual';
import { laneMemory, laneName } from './words';

const ROW = 21;
const COLUMNS = ['Transceiver', 'Phase', 'From', 'To', 'Lasted', '≈ MB now'];

/** The lanes as a table: a row for each phase of each transceiver in the time shown. */
export function LaneTable({ lanes, span }: { lanes: readonly Lane[]; span: Span }) {
  const scroller = useRef<HTMLElement>(null);
  const lines = useMemo(
    () =>
      lanes.flatMap((lane) =>
        lane.segments
          .filter(({ from, to }) => from <= span.to && (to ?? span.to) >= span.from)
          .map((segment) => ({ lane, segment })),
      ),
    [lanes, span],
  );
  const virtual = useVirtual({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => ROW, []),
    getItemKey: (i) => i,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section class="chart-table lane-table" tabIndex={0} aria-label="Table: Lanes" ref={scroller}>
      <table class="plain" aria-rowcount={lines.length + 1}>
        <caption class="visually-hidden">Phases of each transceiver over time</caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {items.map(({ index }) => {
            const line = lines[index];
            if (!line) return null;
            return <Line key={index} {...line} index={index} span={span} />;
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps {
  lane: Lane;
  segment: Segment;
  index: number;
  span: Span;
}

function Line({ lane, segment: { phase, from, to, publish }, index, span }: LineProps) {
  const isNow = to === null;
  return (
    <tr aria-rowindex={index + 2} style={{ height: `${ROW}px` }}>
      <th scope="row">
        {lane.transceiver !== null && `#${lane.connection} `}
        {laneName(lane)}
      </th>
      <td>
        {PHASE_LABELS[phase]}
        {publish && ` (publish${publish.source ? `: ${publish.source}` : ''})`}
      </td>
      <td>{clockTime(from)}</td>
      <td>{isNow ? 'now' : clockTime(to)}</td>
      <td class="number">{duration((to ?? span.to) - from)}</td>
      <td class="number">{isNow && laneMemory(lane)}</td>
    </tr>
  );
}

/** Stands for the rows out of view. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table cannot be focused.
    <tr class="gap" aria-hidden="true">
      <td colSpan={COLUMNS.length} style={{ height: `${height}px` }} />
    </tr>
  );
}
