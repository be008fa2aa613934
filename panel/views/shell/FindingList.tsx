import { costText, type Finding } from '../../../core/findings/finding';
import { nameText } from '../../../core/model/names';
import { useStore } from '../context';
import { Place } from '../parts/Place';

/** What was found beside what the headline names, the dearest first. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const { documents } = useStore();
  const where = (id: string) => {
    const record = documents.value.find((each) => each.id === id);
    if (!record || record.info.value.top) return null;
    return <span title={record.url.value}>In {nameText(record.name.value)}: </span>;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="findings" class="fix" tabIndex={0} aria-label="Other findings">
      <ul>
        {findings.map(({ document, id, sentence, advice, cost, culprit }) => {
          const frame = culprit.app ?? culprit.sdk;
          return (
            <li key={`${document} ${id} ${sentence}`} data-code={id}>
              {where(document)}
              {sentence} {frame && <Place frame={frame} withFunction />}{' '}
              {cost.range && <span title={cost.formula}>They hold {costText(cost)}. </span>}
              <span class="quiet">{advice}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
