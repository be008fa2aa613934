import { Foreign } from '../../parts/Foreign';

interface FiguresTableProps {
  names: readonly string[];
  rows: readonly { label: string; evidence: string; cells: readonly string[] }[];
}

/** The figures of compared runs, a column each. */
export function FiguresTable({ names, rows }: FiguresTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
    <section class="compare-table" tabIndex={0} aria-label="Figures of the runs">
      <table class="plain">
        <caption class="visually-hidden">Figures of the runs</caption>
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, evidence, cells }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {cells.map((cell, i) => (
                <td key={names[i]} class={classOf(cell)}>
                  <Foreign text={cell} />
                </td>
              ))}
              <td class="quiet">{evidence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE'];

function classOf(cell: string): string {
  if (VERDICTS.includes(cell)) return `check-verdict is-${cell.toLowerCase()}`;
  return cell === 'unknown' ? 'unknown' : '';
}
