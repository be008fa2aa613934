import { groupBy } from '../lists/group-by';
import type { Fact } from '../verdict/evidence';
import type { Unchecked } from './index';

const FACT_TEXTS: Record<Fact, string> = {
  releases: 'what the page released',
  captures: 'which tracks were captured',
  calls: 'what the page called',
  stacks: 'the lines of code',
  channels: 'what became of data channels',
};

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What could not be looked for, by what its source does not tell: a sentence each. */
export function uncheckedTexts(unchecked: readonly Unchecked[]): string[] {
  const groups = groupBy(unchecked, ({ lacks }) => list.format(lacks.map((fact) => FACT_TEXTS[fact])));
  return [...groups].map(([lacks, kinds]) => {
    const titles = kinds.map(({ title }) => `“${title}”`).join(', ');
    return `The file does not tell ${lacks}, so this was not checked: ${titles}.`;
  });
}
