import { PATCHES } from '../../protocol/patches';
import { number, type Table, writeTableRow } from './table';
import type { CaseResult, SystemArm } from './types';

const HEAD = [
  'system, case',
  'versions',
  'verdict without us',
  ...PATCHES.map((patch, i) => (i === 0 ? `MiB per cycle: ${patch}` : patch)),
  'transceivers per publish',
  'picture intact',
  'first frame, ms',
  'kbit/s at 5 s',
  'reasons in the patch log',
];

const TABLE: Table = { title: 'Systems', writer: 'npm run test:systems', head: HEAD };

/** Puts a case's row into the table, in place of the one of as many cycles or fewer. All else stays. */
export function writeRow(file: string, result: CaseResult): void {
  writeTableRow(file, TABLE, cellsOf(result));
}

function cellsOf({ system, case: title, server, client, browser, arms }: CaseResult): string[] {
  const of = (patch: SystemArm['patch']) => arms.find((arm) => arm.patch === patch);
  const none = of('none');
  const mib = (patch: SystemArm['patch']) => number(of(patch)?.perCycleMiB, 1);
  const versions = [server && `server ${server}`, client && `client ${client}`, browser].filter(Boolean).join(', ');
  const each = (cell: (arm: SystemArm) => string) => arms.map(cell).join(' / ');
  const against = (key: 'firstFrameMs' | 'kbit5s') =>
    each((arm) => (arm === none ? number(arm[key], 0) : percent(arm[key], none?.[key])));
  return [
    `${system}: ${title}`,
    versions,
    none?.verdict ?? 'not run',
    ...PATCHES.map(mib),
    each((arm) => `${arm.transceiversPerPublish}`),
    each((arm) => `${arm.intact} of ${arm.cycles}`),
    against('firstFrameMs'),
    against('kbit5s'),
    arms.flatMap(({ patch, reasons }) => reasonsOf(patch, reasons)).join('<br>'),
  ];
}

function percent(value: number | null, base: number | null | undefined): string {
  if (value === null || !base) return '–';
  const change = Math.round((value / base - 1) * 100);
  return `${change < 0 ? '' : '+'}${change} %`;
}

/** The switch itself says nothing of the system. */
function reasonsOf(patch: string, reasons: string[]): string[] {
  const telling = reasons.filter((reason) => !reason.includes('The patch was switched'));
  return telling.length ? [`${patch}: ${telling.join('; ')}`] : [];
}
