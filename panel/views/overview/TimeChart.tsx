import type { ComponentChildren } from 'preact';
import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { UNKNOWN } from '../../../core/text/format';
import { useStore } from '../context';
import { IconButton } from '../parts/Button';
import { useAbout } from '../use/useAbout';
import { ChartTable } from './ChartTable';
import { Canvas } from './drawing/Canvas';
import type { Curve, Extra, Picture } from './drawing/picture';

interface TimeChartProps {
  title: string;
  /** What stands beside the title, for example that it is an estimate. */
  note?: ComponentChildren;
  picture: Picture;
  extras?: readonly Extra[];
  /** How a curve's value at times[k] is written in legend and table. */
  write(curve: number, k: number): string;
  /** Whether a curve has nothing in the whole picture, so that its legend entry says nothing. */
  isEmpty?(curve: number): boolean;
  /** The text that stands for the picture. */
  summary: string;
  /** May follow what changes more often than the picture. */
  footer(): string;
  /** A button beside the footer. */
  action?: ComponentChildren;
}

/** A chart over time, its legend (which gives the values under the pointer) and its table twin. */
export function TimeChart(props: TimeChartProps) {
  const { title, note, picture, extras = [], write, isEmpty = () => false, summary, footer, action } = props;
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const drawn = useMemo(
    () =>
      hidden.size === 0 ? picture : { ...picture, curves: picture.curves.filter(({ label }) => !hidden.has(label)) },
    [picture, hidden],
  );
  function toggle(label: string): void {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
  }
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const { settings } = useStore();
  const about = useAbout();
  async function save(): Promise<void> {
    const { savePicture } = await import('../use/savePicture');
    const own = settings.copyOwnNames.peek();
    if (section.current) savePicture(section.current, { title, summary, about: about(), own });
  }
  return (
    <section class="chart" aria-labelledby={id} ref={section}>
      <div class="chart-head">
        <h2 id={id}>{title}</h2>
        {note}
        <span class="end">
          <IconButton
            icon={asTable ? 'chart' : 'table'}
            label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
            pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
        </span>
      </div>
      {asTable ? (
        <ChartTable title={title} caption={summary} picture={picture} extras={extras} write={write} />
      ) : (
        <>
          <Legend picture={picture} extras={extras} write={write} isEmpty={isEmpty} hidden={hidden} onToggle={toggle} />
          <Canvas picture={drawn} summary={summary} />
        </>
      )}
      <div class="chart-footer">
        <Footer text={footer} />
        <span class="end">
          {action}
          {!asTable && <IconButton icon="picture" label={`Save picture of ${title}`} onClick={() => void save()} />}
        </span>
      </div>
    </section>
  );
}

function Footer({ text }: { text(): string }) {
  const shown = text();
  return (
    <p class="quiet" title={shown}>
      {shown}
    </p>
  );
}

type LegendProps = Required<Pick<TimeChartProps, 'picture' | 'extras' | 'write' | 'isEmpty'>> & {
  /** Labels of the curves that are hidden. */
  hidden: ReadonlySet<string>;
  onToggle(label: string): void;
};

/** Swatches with the values under the pointer, or the newest; a click hides a curve, or shows it again. */
function Legend({ picture, extras, write, isEmpty, hidden, onToggle }: LegendProps) {
  const at = useStore().ui.cursor.value;
  const { times, curves, points } = picture;
  const point = points?.list.findLast((each) => at === null || each.at <= at);
  const k = at === null ? times.length - 1 : indexAt(times, at);
  // Over one axis of their own, one curve may end before the other.
  const newest = ({ values }: Curve) => (at === null && picture.x ? values.findLastIndex((v) => v !== null) : k);
  return (
    <ul class="legend">
      {curves.map(
        (curve, i) =>
          !isEmpty(i) && (
            <li key={curve.label}>
              <button
                type="button"
                class="legend-entry"
                aria-pressed={!hidden.has(curve.label)}
                title={hidden.has(curve.label) ? `Show ${curve.label}` : `Hide ${curve.label}`}
                onClick={() => onToggle(curve.label)}
              >
                <span
                  class={`swatch ${curve.hatched ? 'hatched' : ''} ${curve.dash ? 'dashed' : ''}`}
                  style={{ '--color': `var(${curve.color})` }}
                  aria-hidden="true"
                />
                {curve.label} <b>{write(i, newest(curve))}</b>
              </button>
            </li>
          ),
      )}
      {points && (
        <li>
          <span class="swatch diamond" style={{ '--color': `var(${points.color})` }} aria-hidden="true" />
          {points.label} <b>{point ? points.write(point.value) : UNKNOWN}</b>
        </li>
      )}
      {extras.map(
        ({ label, values }) =>
          values[k] && (
            <li key={label}>
              {label} <b>{values[k]}</b>
            </li>
          ),
      )}
    </ul>
  );
}

/** Index of the last time not after `at`. */
function indexAt(times: readonly number[], at: number): number {
  const after = times.findIndex((time) => time > at);
  return after === -1 ? times.length - 1 : Math.max(0, after - 1);
}
