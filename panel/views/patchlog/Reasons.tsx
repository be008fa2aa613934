import { integer } from '../../../core/text/format';
import { reasonText } from '../../../core/text/log-entry';

interface ReasonsProps {
  counts: readonly [reason: string, count: number][];
  chosen: string | null;
  onChoose(reason: string | null): void;
}

/** How often each reason was given; a click shows only the entries that name it. */
export function Reasons({ counts, chosen, onChoose }: ReasonsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section class="reasons" tabIndex={0} aria-label="Counts per reason; a click filters">
      {counts.map(([reason, count]) => (
        <button
          key={reason}
          type="button"
          class="chip"
          aria-pressed={reason === chosen}
          title={reasonText(reason)}
          onClick={() => onChoose(reason === chosen ? null : reason)}
        >
          <b>{integer(count)}×</b> {reasonText(reason)}
        </button>
      ))}
    </section>
  );
}
