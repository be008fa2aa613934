import { clockTime } from '../../format';
import type { Mark } from '../../store/history';
import type { Picture } from './chart';
import { MARKS } from './marks';

interface ChartTableProps {
  caption: string;
  picture: Picture;
  extra?: { label: string; values: readonly string[] };
  write(curve: number, k: number): string;
}

/** The chart's numbers, newest first, with what happened in between. */
export function ChartTable({ caption, picture, extra, write }: ChartTableProps) {
  const { times, curves, marks } = picture;
  const happened = between(times, marks);
  const rows = times.map((_, k) => k).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <div class="chart-table" tabIndex={0} role="group" aria-label="Table">
      <table class="plain">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {curves.map((curve) => (
              <th key={curve.label} scope="col" class="number">
                {curve.label}
              </th>
            ))}
            {extra && <th scope="col">{extra.label}</th>}
            <th scope="col">What happened</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((k) => (
            <tr key={k}>
              <th scope="row">{clockTime(times[k]!)}</th>
              {curves.map((curve, i) => (
                <td key={curve.label} class="number">
                  {write(i, k)}
                </td>
              ))}
              {extra && <td>{extra.values[k]}</td>}
              <td>{happened[k]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** For each time the marks since the one before, in words. */
function between(times: readonly number[], marks: readonly Mark[]): string[] {
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
