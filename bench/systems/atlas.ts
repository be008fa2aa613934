import { sdkOf } from '../../core/callsite/sdk';
import { libraryRecipes } from '../../core/findings/recipes/libraries';
import { REUSE } from '../../core/findings/recipes/publish';
import { ACTIVE_PATCHES } from '../../protocol/patches';
import { isSmall, keptMiB } from './judge';
import { number, type Table, writeTableRow } from './table';
import type { Case, CaseResult, SystemArm } from './types';

const TABLE: Table = {
  title: 'Atlas',
  writer: 'npm run test:systems',
  head: [
    'library, case',
    'version',
    'piles up',
    'MiB per share',
    'patches that hold',
    'the fix in its own words',
    'picture intact',
  ],
};

/** Puts a case into the table of docs/atlas.md: what piles up with this library, and what ends it. */
export function writeAtlasRow(file: string, testCase: Case, result: CaseResult): void {
  writeTableRow(file, TABLE, atlasRow(testCase, result));
}

/** @returns the cells, Markdown */
export function atlasRow(testCase: Case, { system, client, server, browser, arms }: CaseResult): string[] {
  const none = arms.find(({ patch }) => patch === 'none');
  const version = [client ?? 'a page of ours', server && `server ${server}`, browser].filter(Boolean).join(', ');
  return [
    `${system}: ${testCase.title}`,
    version,
    none ? sentenceOf(none.verdict) : 'not run',
    `${number(none?.perCycleMiB, 1)}${testCase.flat ? keptText(testCase, ' of it') : ''}`,
    testCase.patches ? 'not run' : patchesThatHold(testCase, arms, none?.perCycleMiB ?? null),
    fixOf(system, testCase),
    none ? `${none.intact} of ${none.cycles}` : '–',
  ];
}

/** What grows, without what else the panel says beside it. */
const sentenceOf = (verdict: string) =>
  verdict
    .replace(/[\s·]*(Idle encoders|They hold|Next \w+ publish|Track from|Made at).*$/s, '')
    .replace(/ \(and \d+ more growing\)/, '');

/** `reuse 0.3, stop 0.2; not downscale 4.7`: MiB a share under each. */
function patchesThatHold(testCase: Case, arms: readonly SystemArm[], none: number | null): string {
  if (testCase.flat) return 'nothing to mend';
  const run = ACTIVE_PATCHES.flatMap((patch) => arms.find((arm) => arm.patch === patch) ?? []);
  const holds = ({ patch, intact, cycles, perCycleMiB }: SystemArm) =>
    intact === cycles && none !== null && perCycleMiB !== null && isSmall(perCycleMiB, none, keptMiB(testCase, patch));
  const text = (list: SystemArm[]) =>
    list.map(({ patch, perCycleMiB }) => `${patch} ${number(perCycleMiB, 1)}`).join(', ');
  const [yes, no] = [run.filter(holds), run.filter((arm) => !holds(arm))];
  const kept = keptText(testCase, ' of each');
  return [`${text(yes) || 'none'}${kept}`, no.length ? `not ${text(no)}` : ''].filter(Boolean).join('; ');
}

/** What stays whatever is done, since it is the library's own. */
const keptText = ({ keeps }: Case, of: string) => (keeps ? ` (${number(keeps.mib, 1)}${of}: ${keeps.why})` : '');

/** The recipe that the finding shows for this library; the general one where it has none. */
function fixOf(system: string, { parameters, fix = 'publish', flat = false }: Case): string {
  if (parameters.recipe) return 'in force';
  if (flat) return '';
  // The library as a culprit names it: `livekit` is livekit-client.
  const sdk = sdkOf(`${system}-client`) ?? sdkOf(`${system}.js`);
  const [recipe] = sdk ? libraryRecipes({ sdk: { sdk } as never }, fix) : [];
  return (recipe ?? REUSE).title;
}
