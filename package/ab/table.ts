import { growthOf } from '../../core/growth/growth';
import { columnsText, intervalText } from '../../core/growth/table';
import { groupBy } from '../../core/lists/group-by';
import { type Block, write } from '../../core/report/write';
import { marked } from '../../core/text/foreign';
import type { Arm, PatchResult } from './types';

const HEAD = [
  'Patch',
  'Cycles',
  'Publishes',
  'Transceivers',
  'Idle',
  'm-lines',
  'SDP bytes',
  'MiB at start',
  'MiB at end',
  'MiB a cycle',
];
const MAX_NAMED = 8;

/** The arms of each patch, in the order of the patches. */
function byPatch(arms: readonly Arm[]): Arm[][] {
  return [...groupBy(arms, ({ patch }) => patch).values()].map((rounds) =>
    rounds.toSorted((a, b) => a.round - b.round),
  );
}

/** How memory grew under each patch, over its rounds. */
export function resultsOf(arms: readonly Arm[]): PatchResult[] {
  return byPatch(arms).map((rounds) => ({
    patch: rounds[0]!.patch,
    rounds: rounds.length,
    ...growthOf(rounds.map(({ startMib, readings }) => ({ start: startMib, readings }))),
  }));
}

const text = (value: number | null | undefined, digits = 0) => value?.toFixed(digits) ?? 'unknown';

/** The rows of a comparison, its head first; counts are those at the end of the last round. Memory is measured. */
function rowsOf(arms: readonly Arm[]): string[][] {
  const patches = byPatch(arms);
  const several = patches.some(({ length }) => length > 1);
  const rows = patches.map((rounds) => {
    const { patch, cycles, publishes, transceivers, idle, mLines, sdpBytes, startMib, ...last } = rounds.at(-1)!;
    const { perCycle, interval } = resultsOf(rounds)[0]!;
    const counts = [cycles, publishes, transceivers, idle, mLines, sdpBytes, startMib, last.readings.at(-1)];
    const seconds = text(last.msPerCycle / 1_000, 1);
    return [patch, ...counts.map((each) => text(each)), text(perCycle, 1), intervalText(interval), seconds];
  });
  return [[...HEAD, several ? 'Lowest and highest round' : 'Interval (95%)', 's a cycle'], ...rows];
}

/** What has to be known beside the figures. */
function notesOn(arms: readonly Arm[]): string[] {
  return byPatch(arms).flatMap((rounds) =>
    rounds.flatMap(({ patch, round, undersized, failed }) => {
      const which = rounds.length > 1 ? `${patch}, round ${round}` : patch;
      return [
        ...(failed ? [`${which}: ${failed} What was measured until then is above.`] : []),
        ...(undersized.length > 0 ? [`${which}: ${sizeNote(undersized)}`] : []),
      ];
    }),
  );
}

function sizeNote(undersized: Arm['undersized']): string {
  const cycles = [...new Set(undersized.map(({ cycle }) => cycle))];
  const named = cycles.slice(0, MAX_NAMED).join(', ') + (cycles.length > MAX_NAMED ? ', …' : '');
  const [{ encoded, track }] = undersized as [Arm['undersized'][number]];
  const where = cycles.length === 1 ? `In cycle ${named}` : `In ${cycles.length} cycles (${named})`;
  return `${where} an encoder never reached the size of its track (${encoded} of ${track}): a busy machine, a short cycle, or a page that scales down. Such a cycle holds less than in the field.`;
}

/** What is said beside the table. */
function sentencesOn(arms: readonly Arm[]): string[] {
  const verdicts = byPatch(arms).map((rounds) => `${rounds[0]!.patch}: ${rounds.at(-1)!.text}`);
  return [...verdicts, ...notesOn(arms)];
}

/** For a terminal. */
export function textOf(arms: readonly Arm[]): string[] {
  return [...columnsText(rowsOf(arms)), '', ...sentencesOn(arms)];
}

/** For a tracker. */
export function markdownOf(arms: readonly Arm[], url: string): string {
  const blocks: Block[] = [
    { heading: 'Patches compared' },
    { text: `Page: ${marked(url)}` },
    {
      text: 'Memory of the page’s processes, measured: private footprint as Chromium counts it, in a fresh browser for each patch and round.',
    },
    { table: rowsOf(arms) },
    { list: sentencesOn(arms) },
  ];
  return write(blocks).text;
}
