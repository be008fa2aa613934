import { comparisonsReport } from '../../../../core/report/comparison';
import { compareAll, MAX_COLUMNS } from '../../../../core/runs/compare/compare-all';
import type { Run } from '../../../store/runs/runs';
import { useStore } from '../../context';
import { CopyButton } from '../../parts/CopyButton';
import { Foreign } from '../../parts/Foreign';
import { useAbout } from '../../use/useAbout';
import { Caveats } from './Caveats';
import { useComparable, withShownName } from './comparable';
import { FiguresNotes } from './FiguresNotes';
import { FiguresTable } from './FiguresTable';

/** Several runs side by side, a column each. */
export function CompareAll({ runs }: { runs: readonly Run[] }) {
  const { now } = useStore();
  const comparable = useComparable();
  const shown = runs.slice(-MAX_COLUMNS).map(comparable);
  const at = shown.some(({ to }) => to === null) ? now.value : 0;
  const { names, conclusion, caveats, notes, rows } = compareAll(shown.map(withShownName), at);
  return (
    <>
      {runs.length > shown.length && (
        <p class="quiet">
          The newest {shown.length} of {runs.length} runs.
        </p>
      )}
      <p class="conclusion" role="status">
        <Foreign text={conclusion} />
      </p>
      <Caveats texts={caveats} />
      <FiguresTable names={names} rows={rows} />
      <FiguresNotes texts={notes} />
    </>
  );
}

/** Copies the table, for a tracker. */
export function CopyAll({ runs }: { runs: readonly Run[] }) {
  const { now } = useStore();
  const about = useAbout();
  const comparable = useComparable();
  return (
    <CopyButton
      what="the comparison"
      report={(own) => comparisonsReport(runs.slice(-MAX_COLUMNS).map(comparable), now.peek(), own, about())}
    />
  );
}
