import type { Note } from '../../analysis/findings/note';
import { nameText } from '../../analysis/names';
import { useStore } from '../context';
import { Place } from '../parts/Place';

/** What was found beside the verdict. */
export function NoteList({ notes }: { notes: readonly Note[] }) {
  const { documents } = useStore();
  const where = (id: string) => {
    const record = documents.value.find((each) => each.id === id);
    if (!record || record.info.value.top) return null;
    return <span title={record.url.value}>In {nameText(record.name.value)}: </span>;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="notes" class="fix" tabIndex={0} aria-label="Other findings">
      <ul>
        {notes.map(({ document, code, sentence, advice, culprit }) => {
          const frame = culprit.app ?? culprit.sdk;
          return (
            <li key={`${document} ${code} ${sentence}`} data-code={code}>
              {where(document)}
              {sentence} {frame && <Place frame={frame} withFunction />} <span class="quiet">{advice}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
