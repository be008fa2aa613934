import { type ChartMark, MARKS } from './drawing/marks';
import { type Extra, horizontalOf, type Picture } from './drawing/picture';
import type { Points } from './points';

interface ChartTableProps {
  title: string;
  caption: string;
  picture: Picture;
  extras: readonly Extra[];
  write(curve: number, k: number): string;
}

/** The chart's numbers, newest first, with what happened in between. */
export function ChartTable({ title, caption, picture, extras, write }: ChartTableProps) {
  const { times, curves, marks, points } = picture;
  const x = horizontalOf(picture);
  const happened = between(times, marks);
  const rows = times.map((_, k) => k).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section class="chart-table" tabIndex={0} aria-label={`Table: ${title}`}>
      <table class="plain">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{x.label}</th>
            {curves.map((curve) => (
              <th key={curve.label} scope="col" class="number">
                {curve.label}
              </th>
            ))}
            {extras.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            {points && <th scope="col">{points.label}</th>}
            {marks.length > 0 && <th scope="col">What happened</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((k) => (
            <tr key={k}>
              <th scope="row">{x.write(times[k]!)}</th>
              {curves.map((curve, i) => (
                <td key={curve.label} class="number">
                  {write(i, k)}
                </td>
              ))}
              {extras.map(({ label, values }) => (
                <td key={label}>{values[k]}</td>
              ))}
              {points && <td>{pointsIn(points, times[k - 1] ?? Number.NEGATIVE_INFINITY, times[k]!)}</td>}
              {marks.length > 0 && <td>{happened[k]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Points after one time and not after the next, as text. */
function pointsIn({ list, write }: Points, after: number, to: number): string {
  return list
    .filter(({ at }) => at > after && at <= to)
    .map(({ value }) => write(value))
    .join(', ');
}

/** For each time the marks since the one before, in words. */
function between(times: readonly number[], marks: readonly ChartMark[]): string[] {
  let m = 0;
  return times.map((at) => {
    const counts = new Map<string, number>();
    for (; m < marks.length && marks[m]!.at <= at; m++) {
      const { label } = MARKS[marks[m]!.type];
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    return [...counts].map(([label, count]) => (count === 1 ? label : `${count}× ${label}`)).join(', ');
  });
}
