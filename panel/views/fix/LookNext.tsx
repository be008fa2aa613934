import { askAgain } from '../../../core/findings/ask-again';
import { lookNext, signsOf } from '../../../core/findings/next';
import type { Result } from '../../../core/findings/result';
import { useStore } from '../context';
import { AskCustomer } from '../files/AskCustomer';

/** Where to look where nothing was found that explains what grows. */
export function LookNext({ result }: { result: Result }) {
  const { documents, jsHeapBytes } = useStore();
  const views = documents.value.map(({ view }) => view);
  const [first] = views;
  const answer = first ? askAgain(result, first.source) : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="fix" class="fix" tabIndex={0} aria-label="What else to check">
      <ul>
        {lookNext(result, signsOf(views, jsHeapBytes.value)).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {answer && <AskCustomer summary="Answer to whoever sent the file" advice={answer} />}
    </section>
  );
}
