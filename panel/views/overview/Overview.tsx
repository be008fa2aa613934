import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { clockTime } from '../../../core/text/format';
import { WINDOWS_MS, type WindowName } from '../../store/settings';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';
import { Segmented } from '../parts/Segmented';
import { lazy } from '../use/lazy';
import { DirectionsChart } from './DirectionsChart';
import { MARKS } from './drawing/marks';
import { EncodersChart } from './EncodersChart';
import { SdpChart } from './SdpChart';
import { createSeries, type KindChoice, type Series } from './series';

const Readings = lazy(() => import('../readings/Readings').then((chunk) => chunk.Readings));

const KINDS = [
  { value: 'all', label: 'All kinds' },
  { value: 'video', label: 'Video' },
  { value: 'audio', label: 'Audio' },
] as const;
const WINDOWS = (Object.keys(WINDOWS_MS) as WindowName[]).map((value) => ({ value, label: value }));

/** Does it grow, and with what: three charts over one time. */
export function Overview() {
  const store = useStore();
  const kind = useSignal<KindChoice>('all');
  const made = useMemo(() => createSeries(store, kind), [store, kind]);
  useEffect(made.follow, [made]);
  const series = made.series.value;
  return (
    <div class="overview">
      <div class="overview-bar">
        <Segmented label="Kind" options={KINDS} value={kind.value} onChange={(value) => (kind.value = value)} />
        <span class="divider" />
        <Segmented
          label="Time shown"
          options={WINDOWS}
          value={store.settings.window.value}
          onChange={(value) => (store.settings.window.value = value)}
        />
        <span class="divider" />
        <MarkLegend withReadings={series.readings.length > 0} />
        <Readout series={series} />
      </div>
      <div class="charts">
        <DirectionsChart series={series} kind={kind.value} />
        <EncodersChart series={series} kind={kind.value} />
        <SdpChart series={series} />
        {store.readings.list.value.length > 0 && <Readings />}
      </div>
    </div>
  );
}

function MarkLegend({ withReadings }: { withReadings: boolean }) {
  const shown = Object.entries(MARKS).filter(([type]) => type !== 'reading' || withReadings);
  return (
    <ul class="mark-legend" aria-label="Marks">
      {shown.map(([type, { label, colour, place }]) => (
        <li key={type}>
          <span
            class={`mark ${place} ${label.split(' ')[0]}`}
            style={{ '--colour': `var(${colour})` }}
            aria-hidden="true"
          />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The time under the pointer, and what happened there. */
function Readout({ series: { span, marks } }: { series: Series }) {
  const at = useStore().ui.cursor.value;
  if (at === null) return null;
  const near = (span.to - span.from) / 100;
  const texts = marks.filter((mark) => Math.abs(mark.at - at) < near).map((mark) => mark.text);
  const shown = [...new Set(texts)].slice(0, 3).join(', ');
  return (
    <span class="readout">
      <b>{clockTime(at)}</b> <Foreign text={shown} />
    </span>
  );
}
