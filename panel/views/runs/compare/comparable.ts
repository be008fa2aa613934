import type { ComparableRun } from '../../../../core/runs/compare/run-figures';
import { isolated } from '../../../../core/text/foreign';
import { thisEnvironment } from '../../../environment';
import type { Run } from '../../../store/runs/runs';
import { useStore } from '../../context';

/** Gives a run what a comparison says of it beside its figures: its pages, and what it was recorded in. */
export function useComparable(): (run: Run) => Run & ComparableRun {
  const { browser } = useStore();
  return (run) => ({
    ...run,
    pages: [...new Set(run.documents.map(({ url }) => url.value))],
    environment: run.environment ?? { ...thisEnvironment(), ...browser.peek() },
  });
}

/** Sentences, heads and legends have it within text of ours. */
export const withShownName = <R extends { name: string }>(run: R): R => ({ ...run, name: isolated(run.name) });
