import { useStore } from '../context';
import { lazy } from '../use/lazy';
import { CountsChart } from './CountsChart';
import { MARKS } from './drawing/marks';
import { EncodersChart } from './EncodersChart';
import { SdpChart } from './SdpChart';
import type { KindChoice, Series, SeriesSignals } from './series';

const Readings = lazy(() => import('../readings/Readings').then((chunk) => chunk.Readings));

/** Three charts over one time, and the readings. */
export function Charts({ made, kind }: { made: SeriesSignals; kind: KindChoice }) {
  const { readings } = useStore();
  const series = made.series.value;
  return (
    <section class="charts-pane" aria-label="Charts">
      <div class="charts">
        <CountsChart series={series} kind={kind} />
        <EncodersChart series={series} kind={kind} />
        <SdpChart series={series} />
        {readings.list.value.length > 0 && <Readings />}
      </div>
      <MarkLegend series={series} />
    </section>
  );
}

/** The marks that occur in the time shown. */
function MarkLegend({ series: { marks } }: { series: Series }) {
  const occurring = new Set<string>(marks.map(({ type }) => type));
  const shown = Object.entries(MARKS).filter(([type]) => occurring.has(type));
  if (shown.length === 0) return null;
  return (
    <ul class="mark-legend" aria-label="Marks">
      {shown.map(([type, { label, color, place }]) => (
        <li key={type}>
          <span
            class={`mark ${place} ${label.split(' ')[0]}`}
            style={{ '--color': `var(${color})` }}
            aria-hidden="true"
          />
          {label}
        </li>
      ))}
    </ul>
  );
}
