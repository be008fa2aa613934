import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LaneGrouping } from '../../../core/lanes/groups';
import { markText } from '../../../core/patches/patches';
import { clockTime } from '../../../core/text/format';
import { WINDOWS_MS, type WindowName } from '../../store/settings';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';
import { Segmented } from '../parts/Segmented';
import { useSize } from '../use/useSize';
import { Charts } from './Charts';
import { OpenLane } from './lanes/LaneDetail';
import { LanesPane } from './lanes/LanesPane';
import { createSeries, growthOf, type KindChoice, type SeriesSignals } from './series';

/** Height in px from which lanes and charts have room for both. */
const ROOMY = 330;

const KINDS = [
  { value: 'all', label: 'All kinds' },
  { value: 'video', label: 'Video' },
  { value: 'audio', label: 'Audio' },
] as const;
const PANES = [
  { value: 'lanes', label: 'Lanes' },
  { value: 'charts', label: 'Charts' },
] as const;
const GROUPINGS: readonly { value: LaneGrouping; label: string }[] = [
  { value: 'none', label: 'No groups' },
  { value: 'connection', label: 'By connection' },
  { value: 'line', label: 'By line of code' },
];

/** Does it grow, and with what: every transceiver over time, and three charts over the same time. */
export function Overview() {
  const store = useStore();
  const root = useRef<HTMLDivElement>(null);
  const { height } = useSize(root);
  const roomy = height >= ROOMY;
  const kind = useSignal<KindChoice>('all');
  const pane = useSignal<(typeof PANES)[number]['value']>('lanes');
  const made = useMemo(() => createSeries(store, kind), [store, kind]);
  useEffect(made.follow, [made]);
  const withLanes = roomy || pane.value === 'lanes';
  const withCharts = roomy || pane.value === 'charts';
  return (
    <div class="overview" ref={root}>
      <div class="overview-bar">
        {!roomy && <Segmented label="Shown" options={PANES} value={pane.value} onChange={(to) => (pane.value = to)} />}
        {!roomy && <span class="divider" />}
        <Segmented label="Kind" options={KINDS} value={kind.value} onChange={(to) => (kind.value = to)} />
        <span class="divider" />
        <TimeChoice />
        {withLanes && <GroupChoice grouping={store.ui.laneGrouping} />}
        {store.ui.zoom.value && (
          <button type="button" class="button" onClick={() => (store.ui.zoom.value = null)}>
            Reset zoom
          </button>
        )}
        <Readout made={made} />
      </div>
      <div class="overview-body" style={{ '--detail-width': `${store.settings.detailWidth.value}px` }}>
        <div class="overview-main">
          {withLanes && <LanesPane made={made} low={!roomy} />}
          {withCharts && <Charts made={made} kind={kind.value} />}
        </div>
        {withLanes && <OpenLane made={made} />}
      </div>
    </div>
  );
}

/** The time that lanes and charts show. */
function TimeChoice() {
  const store = useStore();
  const { settings, ui } = store;
  const chosen = settings.window.value;
  const grows = growthOf(store) !== null || chosen === 'Since growth';
  const options = (Object.keys(WINDOWS_MS) as WindowName[])
    .filter((value) => value !== 'Since growth' || grows)
    .map((value) => ({ value, label: value }));
  function choose(to: WindowName): void {
    settings.window.value = to;
    ui.zoom.value = null;
  }
  return <Segmented label="Time shown" options={options} value={chosen} onChange={choose} />;
}

function GroupChoice({ grouping }: { grouping: Signal<LaneGrouping> }) {
  return (
    <select
      aria-label="Group lanes"
      value={grouping.value}
      onChange={({ currentTarget }) => (grouping.value = currentTarget.value as LaneGrouping)}
    >
      {GROUPINGS.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** The time under the pointer, and what happened there. */
function Readout({ made }: { made: SeriesSignals }) {
  const at = useStore().ui.cursor.value;
  if (at === null) return null;
  const { span, marks } = made.series.value;
  const near = (span.to - span.from) / 100;
  const texts = marks.filter((mark) => Math.abs(mark.at - at) < near).map((mark) => markText(mark.text));
  const shown = [...new Set(texts)].slice(0, 3).join(', ');
  return (
    <span class="readout">
      <b>{clockTime(at)}</b> <Foreign text={shown} />
    </span>
  );
}
