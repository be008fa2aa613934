import { useMemo } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';
import { type Bar, barsOf } from '../../../../core/lanes/bars';
import type { Lane } from '../../../../core/lanes/lanes';
import { memo } from '../../transceivers/memo';
import { barSummary, laneMemory, laneName, laneSummary } from './words';

/** px from which the words or the letter of a bar fit in. */
const WORDS_WIDTH = 76;
/** A bar never gets narrower than this, in px: it would not be seen. */
const MIN_WIDTH = 2;

interface LaneRowProps {
  lane: Lane;
  span: Span;
  /** Width of the lane's bars in px. */
  width: number;
  /** Position among all rows, from 0. */
  position: number;
  /** Whether lanes of other connections are around. */
  withConnection: boolean;
  /** Name of its document; empty for the top document. */
  frame: string;
  isCurrent: boolean;
  isOpen: boolean;
  /** Index of the bar that arrow keys are on; null for the lane itself. */
  currentBar: number | null;
}

/** One transceiver: its name, its bars, its memory. Clicks are handled by the grid, by `data-bar`. */
export const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { lane, span, width, position, withConnection, frame, isCurrent, isOpen, currentBar } = props;
  // The bars move every second; the words stay as long as the lane does.
  const { name, summary, memory } = useMemo(
    () => ({ name: laneName(lane), summary: laneSummary(lane, frame), memory: laneMemory(lane) }),
    [lane, frame],
  );
  const unknown = lane.estimate.state === 'unknown';
  return (
    <div
      id={laneId(lane.key)}
      class={`lane ${isCurrent ? 'current' : ''} ${isOpen ? 'open' : ''} ${lane.end === null ? '' : 'ended'}`}
      role="row"
      aria-rowindex={position + 2}
      aria-selected={isOpen}
      aria-label={summary}
      data-lane={lane.key}
    >
      <span role="rowheader" class="lane-name" title={summary}>
        {withConnection && lane.transceiver !== null && <span class="quiet">#{lane.connection} </span>}
        {name}
        {frame && <span class="quiet"> {frame}</span>}
      </span>
      <span class="lane-bars" role="none">
        {barsIn(lane, span, width).map((bar, i) => (
          <LaneBar
            key={i}
            bar={bar}
            span={span}
            width={width}
            id={barId(lane.key, i)}
            index={i}
            isCurrent={i === currentBar}
          />
        ))}
        <LaneEnd lane={lane} span={span} />
      </span>
      <span
        role="gridcell"
        class={`lane-memory ${unknown ? 'unknown' : ''}`}
        title={lane.estimate.state === 'known' ? 'Estimate of the encoder behind its sender' : lane.estimate.why}
      >
        {memory}
      </span>
    </div>
  );
});

export const laneId = (key: string) => `lane-${key.replace(/\s/g, '-')}`;
export const barId = (key: string, i: number) => `${laneId(key)}-bar-${i}`;

/** The bars of a lane as they are drawn at a width in px. */
export const barsIn = ({ segments }: Lane, span: Span, width: number) =>
  barsOf(segments, span, Math.max(20, Math.floor(width / 3)));

interface LaneBarProps {
  bar: Bar;
  span: Span;
  width: number;
  id: string;
  index: number;
  isCurrent: boolean;
}

function LaneBar({ bar, span, width, id, index, isCurrent }: LaneBarProps) {
  const scale = width / (span.to - span.from);
  const length = Math.max(MIN_WIDTH, (bar.to - bar.from) * scale);
  const summary = barSummary(bar);
  const title = bar.publish ? `${summary}. Click: this publish in the log.` : `${summary}. Click: details.`;
  const edges = `${bar.publish && bar.starts ? 'starts' : ''} ${bar.phase === 'sending' && bar.ends ? 'ends' : ''}`;
  return (
    <span
      id={id}
      role="gridcell"
      class={`lane-bar ${bar.phase} ${edges} ${isCurrent ? 'current' : ''}`}
      style={{ left: `${(bar.from - span.from) * scale}px`, width: `${length}px` }}
      title={title}
      aria-label={summary}
      data-bar={index}
    >
      {bar.phase === 'unknown' && length >= WORDS_WIDTH && <span class="words">not recorded</span>}
    </span>
  );
}

/** Where the transceiver ended: nothing after it is missing. */
function LaneEnd({ lane: { end, segments }, span }: { lane: Lane; span: Span }) {
  const at = segments.at(-1)!.to;
  if (end === null || at === null || at < span.from || at > span.to) return null;
  const left = `${((at - span.from) / (span.to - span.from)) * 100}%`;
  return (
    <span class="lane-end" style={{ left }} aria-hidden="true">
      {end === 'removed' ? '×' : '|'}
    </span>
  );
}
