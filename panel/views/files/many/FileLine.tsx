import { formatRange } from '../../../../core/estimate/totals';
import { isolated } from '../../../../core/text/foreign';
import { integer, UNKNOWN } from '../../../../core/text/format';
import type { FileSummary, ListedFile } from '../../../store/files/many';
import { Foreign } from '../../parts/Foreign';

interface FileLineProps {
  item: ListedFile;
  chosen: boolean;
  onChoose(): void;
  onOpen(): void;
}

/** One file of the list. */
export function FileLine({ item, chosen, onChoose, onOpen }: FileLineProps) {
  const { name, summary, problem, skipped } = item;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          checked={chosen}
          disabled={!summary}
          aria-label={`Compare ${isolated(name)}`}
          onChange={onChoose}
        />
      </td>
      <th scope="row">
        {summary ? (
          <button type="button" class="link" onClick={onOpen}>
            <Foreign text={name} />
          </button>
        ) : (
          <Foreign text={name} />
        )}
      </th>
      <td>
        {summary ? (
          <Foreign text={summary.headline} />
        ) : problem === null ? (
          'Not read yet'
        ) : (
          <Foreign text={`${skipped ? 'Skipped: ' : ''}${problem}`} />
        )}
      </td>
      <td class="number">{summary ? memoryOf(summary) : UNKNOWN}</td>
      <td class="number">{summary ? integer(summary.idle) : UNKNOWN}</td>
      <td class="number">{summary ? integer(summary.connections) : UNKNOWN}</td>
      <td>{summary?.browser ? <Foreign text={summary.browser} /> : UNKNOWN}</td>
      <td>{summary ? new Date(summary.savedAt).toLocaleString() : UNKNOWN}</td>
    </tr>
  );
}

function memoryOf({ idleMib, unknown }: FileSummary): string {
  if (idleMib.high === 0) return unknown > 0 ? 'not known' : '0 MB';
  return `≈ ${formatRange(idleMib)}${unknown > 0 ? ` + ${integer(unknown)} unknown` : ''}`;
}
