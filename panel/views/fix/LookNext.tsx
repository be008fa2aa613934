import { lookNext } from '../../../core/findings/next';
import type { VerdictState } from '../../../core/verdict/verdict';
import { useStore } from '../context';

/** Where to look where transceivers do not explain what grows. */
export function LookNext({ state }: { state: VerdictState }) {
  const { documents } = useStore();
  const live = documents.value.filter(({ link }) => link.value.state === 'live');
  const captures = live.flatMap((record) => record.captures.value);
  const open = live.reduce((sum, record) => {
    return sum + [...record.connections.value.values()].filter((each) => each.closedAt === null).length;
  }, 0);
  const unsent = captures.filter(({ unsentSince }) => unsentSince !== null).length;
  const jsHeapBytes = live[0]?.jsHeapBytes.value ?? null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="fix" class="fix" tabIndex={0} aria-label="Where to look next">
      <ul>
        {lookNext(state, { captures: captures.length, unsent, open, jsHeapBytes }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
