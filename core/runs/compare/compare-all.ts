import { countOf, type Subject } from '../../history/subject';
import { groupBy } from '../../lists/group-by';
import { EVIDENCE_NOTICE, PATCH_NOTICE } from '../../patches/notices';
import { checkAcceptance } from '../acceptance';
import { addsText, confounders, flagCaveats } from './compare';
import { ORIGIN_ROWS } from './origin';
import { type Evidence, figureRows } from './rows';
import { type ComparableRun, figuresOf, type RunFigures, subjectToCompare } from './run-figures';

/** More columns can't be read side by side. */
export const MAX_COLUMNS = 12;

interface Row {
  label: string;
  /** How it is known; empty for what a run is about. */
  evidence: Evidence | '';
  /** One for each run. */
  cells: readonly string[];
}

/** Several runs side by side, a column each. */
export interface Comparisons {
  names: readonly string[];
  /** The subject whose publishes are compared; null if nothing was published. */
  subject: Subject | null;
  /** What the counts show, in a sentence. */
  conclusion: string;
  rows: readonly Row[];
  /** Why the runs can't be compared as they stand. */
  caveats: readonly string[];
  /** Notices for every reader. */
  notes: readonly string[];
}

/** Compares runs, in their order. @param now end of a run that is still recorded, epoch ms */
export function compareAll(runs: readonly ComparableRun[], now: number): Comparisons {
  const subject = subjectToCompare(runs);
  const figures = runs.map((run) => figuresOf(run, subject, now));
  const names = distinctNames(runs.map(({ name }) => name));
  const rows: Row[] = [
    ...ORIGIN_ROWS.map(({ label, write }) => ({ label, evidence: '' as const, cells: runs.map(write) })),
    {
      label: 'Acceptance check',
      evidence: 'counted',
      cells: runs.map((run) => checkAcceptance({ ...run, now }).verdict),
    },
    ...figureRows(subject).map(({ label, evidence, write }) => ({ label, evidence, cells: figures.map(write) })),
  ];
  return {
    names,
    subject,
    conclusion: conclude(names, subject, figures),
    rows,
    caveats: [...runs.flatMap((run, i) => flagCaveats(names[i]!, run)), ...confounders(runs)],
    notes: [EVIDENCE_NOTICE, PATCH_NOTICE],
  };
}

/** `Each further screen share: adds 1 transceiver in “A” and “B”; adds no transceiver in “C”.` */
function conclude(names: readonly string[], subject: Subject | null, figures: readonly RunFigures[]): string {
  if (!subject) return 'Nothing was published in these runs, so there is nothing to compare.';
  const groups = groupBy(
    figures.map((each, i) => ({ text: textOf(each, subject), name: `“${names[i]}”` })),
    ({ text }) => text,
  );
  const parts = [...groups].map(([text, runs]) => `${text} in ${LIST.format(runs.map(({ name }) => name))}`);
  return `Each further ${subject}: ${parts.join('; ')}.`;
}

const textOf = (figures: RunFigures, subject: Subject): string =>
  figures.perPublish.transceivers === null ? `unknown (fewer than ${countOf(2, subject)})` : addsText(figures);

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

/** Runs of one name are numbered. */
function distinctNames(names: readonly string[]): string[] {
  return names.map((name, i) => {
    if (names.filter((each) => each === name).length === 1) return name;
    return `${name} (${names.slice(0, i + 1).filter((each) => each === name).length})`;
  });
}
