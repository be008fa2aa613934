import type { Recipe } from '../../../core/findings/recipes/recipe';
import { CopyText } from '../parts/CopyText';

/** One recipe: steps, code to copy, and where more is said. */
export function RecipeView({ recipe: { title, steps, code, links } }: { recipe: Recipe }) {
  return (
    <article class="recipe">
      <h3>{title}</h3>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {code && (
        <div class="recipe-code">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard. */}
          <pre tabIndex={0}>
            <code>{code}</code>
          </pre>
          <CopyText label="Copy" title={`Copy the code of “${title}”`} text={() => code} />
        </div>
      )}
      {links.length > 0 && (
        <p class="links">
          {links.map(({ text, url }) => (
            <a key={url} class="link" href={url} target="_blank" rel="noopener noreferrer">
              {text}
            </a>
          ))}
        </p>
      )}
    </article>
  );
}
