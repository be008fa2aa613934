import { framePlace, shortPlace, shownFrame } from '../callsite/stack';
import type { Finding } from '../findings/finding';

/**
 * What to change, to be pasted beside the code: the line, the steps as comments, the code.
 * @param own whether the page's own names and lines stand in it
 */
export function fixText({ recipes, advice, culprit, missing }: Finding, own: boolean): string {
  const frame = shownFrame(culprit);
  const [recipe] = recipes;
  const lines = [
    recipe?.title ?? advice,
    own && frame
      ? `Line: ${framePlace(frame)}${frame.published ? `, published as ${shortPlace(frame.published)}` : ''}`
      : '',
    missing ? `What is missing: ${missing}` : '',
    ...(recipe?.steps ?? []),
    ...(recipe?.links ?? []).map(({ text, url }) => `${text} (${url})`),
  ];
  const comments = lines.filter((line) => line !== '').map((line) => `// ${line}`);
  return [...comments, ...(recipe?.code ? ['', recipe.code] : [])].join('\n');
}
