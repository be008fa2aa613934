import { formatTotal, type Total } from '../../../core/estimate/totals';
import { useStore } from '../context';
import { Figure } from './Figure';
import { doubtOf, Uncalibrated } from './Uncalibrated';

interface IdleFigureProps {
  /** Of one source of a connection. */
  of: { document: string; idleIds: readonly number[]; idleEstimate: Total };
  /** What the opened formula is headed with. */
  title: string;
}

/** What the idle senders of one source hold; opens to the formula of each. */
export function IdleFigure({ of: { document, idleIds, idleEstimate }, title }: IdleFigureProps) {
  const { selection } = useStore();
  const estimates = () => {
    // Not all idle ones of the kind: a camera beside a screen share has a row of its own.
    const ids = new Set(idleIds);
    return selection.allRows.value
      .filter(({ transceiver, gone, ...row }) => !gone && row.document === document && ids.has(transceiver.id))
      .map(({ estimate }) => estimate);
  };
  return (
    <>
      <Uncalibrated doubt={doubtOf(idleEstimate)} />{' '}
      <Figure title={title} estimates={estimates}>
        {formatTotal(idleEstimate)}
      </Figure>
    </>
  );
}
