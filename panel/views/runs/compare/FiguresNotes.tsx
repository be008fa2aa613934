import { FIGURE_LINKS } from '../../../../core/docs/links';
import { LearnMore } from '../../docs/LearnMore';

/** Below the figures of a comparison: where they are explained, and what to know of these. */
export function FiguresNotes({ texts }: { texts: readonly string[] }) {
  return (
    <>
      <p>
        <LearnMore to={FIGURE_LINKS.comparison} about="these figures" />
      </p>
      {texts.map((text) => (
        <p key={text} class="quiet">
          {text}
        </p>
      ))}
    </>
  );
}
